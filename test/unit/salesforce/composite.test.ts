import assert from 'node:assert/strict';
import type { WriteBatch, WriteRecord, WriteResult } from '@migmap/engine/connectors/destination';
import { json, startOrg, type Org, type Reply } from './org.ts';
import { describeOf } from './samples.ts';
import type { Seen } from '../http/stub.ts';

const describes = [
  describeOf('Account', [
    { name: 'Id', type: 'id' },
    { name: 'Name', type: 'string' },
  ]),
];
const context = { remember: () => Promise.reject(new Error('composite requests have no handle')) };
const batch = (count: number, more: Partial<WriteBatch> = {}): WriteBatch => ({
  object: 'Account',
  operation: 'insert',
  channel: 'composite',
  records: Array.from({ length: count }, (_, i): WriteRecord => ({
    key: `k${i}`,
    values: { Name: `n${i}` },
  })),
  ...more,
});

interface Part {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly httpHeaders: Record<string, string>;
  readonly body: { readonly records: readonly { readonly Name: string }[] };
}
const partsOf = (seen: Seen): readonly Part[] =>
  (JSON.parse(seen.body) as { compositeRequest: readonly Part[] }).compositeRequest;
const saved = ({ body }: Pick<Part, 'body'>) =>
  body.records.map((r) => ({ id: `001${r.Name}`, success: true, errors: [] }));
const good = (part: Part) => ({ referenceId: part.referenceId, httpStatusCode: 200, body: saved(part) });
const answers = (parts: readonly unknown[]): Reply => json({ compositeResponse: parts });
const countOf = (results: readonly WriteResult[], outcome: string): number =>
  results.filter((r) => r.outcome === outcome).length;

describe('Salesforce composite requests', () => {
  let org: Org | undefined;
  const start = async (composite: (seen: Seen) => Reply, alone: (seen: Seen) => Reply = () => 'cut') =>
    (org = await startOrg(describes, (seen) => {
      if (seen.path.endsWith('/composite')) return composite(seen);
      return seen.path.includes('/composite/sobjects') ? alone(seen) : undefined;
    }));
  afterEach(async () => {
    await org?.close();
    org = undefined;
  });

  it('carry up to five collections of 200', async () => {
    const { destination, to } = await start((seen) => answers(partsOf(seen).map(good)));
    const results = await destination.write(batch(1100), context);
    assert.equal(new Set(results.map((r) => r.key)).size, 1100);
    assert.deepEqual(
      to(/composite$/).map((seen) => partsOf(seen).map((part) => part.body.records.length)),
      [[200, 200, 200, 200, 200], [100]],
    );
    const [part] = partsOf(to(/composite$/)[0] as Seen);
    assert.match(part?.url ?? '', /^\/services\/data\/v\d+\.0\/composite\/sobjects$/);
    assert.equal(part?.httpHeaders['sforce-auto-assign'], 'FALSE');
  });

  it('are paired by the names of their parts', async () => {
    const { destination } = await start((seen) => answers(partsOf(seen).map(good).toReversed()));
    for (const result of await destination.write(batch(450), context))
      assert.equal(result.outcome === 'created' && result.id, `001n${result.key.slice(1)}`);
  });

  const partly: [string, (part: Part) => readonly unknown[]][] = [
    ['not answered', () => []],
    ['answered twice', (part) => [good(part), good(part)]],
    ['answered with a result too few', (part) => [{ ...good(part), body: saved(part).slice(1) }]],
    ['turned away for now', (part) => [{ ...good(part), httpStatusCode: 503, body: [{ errorCode: 'X' }] }]],
  ];
  for (const [what, second] of partly) {
    it(`a part that is ${what} leaves its own records open`, async () => {
      const { destination, to } = await start((seen) =>
        answers(partsOf(seen).flatMap((part, i) => (i === 1 ? second(part) : [good(part)]))),
      );
      const results = await destination.write(batch(450), context);
      assert.deepEqual([results.length, countOf(results, 'created')], [250, 250]);
      assert.equal(to(/composite/).length, 1);
    });
  }

  it('a part that is refused for one value costs that record', async () => {
    const refused = [{ errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' }];
    const bad = ({ body }: Pick<Part, 'body'>): boolean => body.records.some((r) => r.Name === 'n222');
    const { destination } = await start(
      (seen) =>
        answers(
          partsOf(seen).map((part) =>
            bad(part) ? { ...good(part), httpStatusCode: 400, body: refused } : good(part),
          ),
        ),
      (seen) => {
        const body = JSON.parse(seen.body) as Part['body'];
        return bad({ body }) ? { ...json(refused), status: 400 } : json(saved({ body }));
      },
    );
    const results = await destination.write(batch(450), context);
    assert.deepEqual([countOf(results, 'created'), countOf(results, 'failed')], [449, 1]);
    assert.equal(results.find((r) => r.outcome === 'failed')?.key, 'k222');
  });

  it('are in doubt when one part may have been done and no other says anything', async () => {
    const { destination } = await start((seen) =>
      answers(
        partsOf(seen).flatMap((part, i) =>
          i === 0 ? [{ ...good(part), httpStatusCode: 503, body: [] }] : [],
        ),
      ),
    );
    await assert.rejects(destination.write(batch(300), context), { class: 'doubt' });
  });
});
