import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { jsonBody, multipartBody } from '@migmap/engine/connectors/http/body';
import { createHttp, type HttpClient } from '@migmap/engine/connectors/http/client';
import { createLimiter } from '@migmap/engine/connectors/http/limiter';
import { startStub, type Stub } from './stub.ts';

const fast = { attempts: 4, firstMs: 1, longestMs: 5 };
const open = (): HttpClient => createHttp({ limiter: createLimiter({ inFlight: 4 }), retry: fast });

type Reply = { status?: number; headers?: Record<string, string>; body?: unknown } | 'cut';
const cases: {
  what: string;
  repeat: 'safe' | 'once';
  replies: Reply[];
  sent: number;
  status?: number;
  thrown?: string;
}[] = [
  { what: 'an answer', repeat: 'once', replies: [{ status: 201 }], sent: 1, status: 201 },
  { what: 'a 400 is an answer', repeat: 'safe', replies: [{ status: 400 }], sent: 1, status: 400 },
  {
    what: '503 turns away, so even a write is repeated',
    repeat: 'once',
    replies: [{ status: 503 }, {}],
    sent: 2,
    status: 200,
  },
  {
    what: '429 likewise',
    repeat: 'once',
    replies: [{ status: 429 }, { status: 429 }, {}],
    sent: 3,
    status: 200,
  },
  {
    what: 'a write that met a 500 is not repeated',
    repeat: 'once',
    replies: [{ status: 500 }, {}],
    sent: 1,
    status: 500,
  },
  { what: 'a read that met a 500 is', repeat: 'safe', replies: [{ status: 500 }, {}], sent: 2, status: 200 },
  {
    what: 'a write that was cut off is in doubt',
    repeat: 'once',
    replies: ['cut', {}],
    sent: 1,
    thrown: 'doubt',
  },
  {
    what: 'a read that was cut off is repeated',
    repeat: 'safe',
    replies: ['cut', 'cut', {}],
    sent: 3,
    status: 200,
  },
  {
    what: 'a read that is always cut off ends',
    repeat: 'safe',
    replies: ['cut'],
    sent: 4,
    thrown: 'transient',
  },
  {
    what: 'a server that always turns away ends',
    repeat: 'once',
    replies: [{ status: 503 }],
    sent: 4,
    status: 503,
  },
  {
    what: 'a Retry-After of an hour is not waited for',
    repeat: 'safe',
    replies: [{ status: 429, headers: { 'retry-after': '3600' } }],
    sent: 1,
    thrown: 'rate',
  },
];

describe('HTTP client', () => {
  let stub: Stub | undefined;
  let http: HttpClient;
  beforeEach(() => (http = open()));
  afterEach(async () => {
    await http.close();
    await stub?.close();
    stub = undefined;
  });

  for (const { what, repeat, replies, sent, status, thrown } of cases) {
    it(what, async () => {
      stub = await startStub((_, n) => replies[Math.min(n, replies.length) - 1] ?? {});
      const asked = http.send({ method: 'POST', url: stub.url, body: jsonBody({ a: 1 }), repeat });
      if (thrown === undefined) assert.equal((await asked).status, status);
      else await assert.rejects(asked, { name: 'ConnectorError', class: thrown });
      assert.equal(stub.seen.length, sent);
      assert.equal(http.used().requests, sent);
      for (const one of stub.seen) assert.equal(one.body, '{"a":1}', 'the whole body every time');
    });
  }

  it('waits as long as Retry-After says', async () => {
    const times: number[] = [];
    stub = await startStub((_, n) => {
      times.push(Date.now());
      return n === 1 ? { status: 503, headers: { 'retry-after': '1' } } : {};
    });
    await http.send({ method: 'GET', url: stub.url, repeat: 'safe' });
    assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 990, `waited ${(times[1] ?? 0) - (times[0] ?? 0)} ms`);
  });

  it('repeats a write whose connection was refused', async () => {
    const socket = createServer();
    await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve));
    const address = socket.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => socket.close(resolve));
    const asked = http.send({ method: 'POST', url: `http://127.0.0.1:${port}`, repeat: 'once' });
    await assert.rejects(asked, { class: 'transient', code: 'ECONNREFUSED' });
    assert.equal(http.used().requests, fast.attempts);
  });

  it('streams a file within a form, the same bytes on every attempt', async () => {
    stub = await startStub((_, n) => (n === 1 ? { status: 503 } : {}));
    const bytes = 'x'.repeat(300_000);
    const file = { name: 'a "b".txt', bytes: bytes.length, open: () => Readable.from([Buffer.from(bytes)]) };
    const body = multipartBody([
      { name: 'entity', contentType: 'application/json', text: '{"Title":"ü"}' },
      { name: 'VersionData', contentType: 'text/plain', file },
    ]);
    await http.send({ method: 'POST', url: stub.url, body, repeat: 'once' });
    assert.equal(stub.seen.length, 2);
    for (const { body: sent, headers } of stub.seen) {
      assert.equal(Buffer.byteLength(sent), Number(headers['content-length']));
      assert.ok(sent.includes(bytes));
      assert.ok(sent.includes('filename="a %22b%22.txt"'));
    }
  });

  it('says so when a file is not what was announced, and does not call it doubtful', async () => {
    stub = await startStub(() => ({}));
    const file = { name: 'a.txt', bytes: 10, open: () => Readable.from([Buffer.from('short')]) };
    const body = multipartBody([{ name: 'VersionData', contentType: 'text/plain', file }]);
    const asked = http.send({ method: 'POST', url: stub.url, body, repeat: 'once' });
    await assert.rejects(asked, { class: 'validation', code: 'FILE_UNREADABLE', message: /5 bytes, but 10/ });
  });

  const clocks: [string, number, (ahead: number) => boolean][] = [
    ['an hour ahead', 3_600_000, (ahead) => Math.abs(ahead - 3_600_000) < 60_000],
    ['an hour behind', -3_600_000, (ahead) => Math.abs(ahead + 3_600_000) < 60_000],
    ['the same', 0, (ahead) => ahead === 0],
  ];
  for (const [what, difference, fits] of clocks)
    it(`hears that the server's clock is ${what}`, async () => {
      stub = await startStub(() => ({ headers: { date: new Date(Date.now() + difference).toUTCString() } }));
      assert.equal(http.clockAheadMs(), undefined);
      await http.send({ method: 'GET', url: stub.url, repeat: 'safe' });
      assert.ok(fits(http.clockAheadMs()!), `${http.clockAheadMs()}`);
    });

  it('reads an answer anew when it breaks off', async () => {
    stub = await startStub((_, n) =>
      n === 1 ? { headers: { 'content-length': '50' }, body: 'half' } : { body: 'whole' },
    );
    const answered = http.send({ method: 'GET', url: stub.url, repeat: 'safe' });
    // The first answer announces more than it brings; the server gives up on it.
    const first = stub;
    const timer = setInterval(() => {
      if (first.seen.length === 1) first.cutAll();
    }, 5);
    assert.equal((await answered).text, 'whole');
    clearInterval(timer);
  });
});
