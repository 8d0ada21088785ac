import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { discoverTables } from '@migmap/engine/connectors/files/discover';
import { layOut } from '@migmap/engine/connectors/files/layout';
import type { TreeFile } from '@migmap/engine/connectors/files/tree';

const chunkBytes = 32 * 1024;
const headBytes = 256 * 1024;

/** A file that counts what is read of it. */
function counted(path: string, bytes: Buffer): { file: TreeFile; read: () => number } {
  let read = 0;
  function* chunks(): Generator<Buffer> {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const chunk = bytes.subarray(at, at + chunkBytes);
      read += chunk.length;
      yield chunk;
    }
  }
  const open = (): Readable => Readable.from(chunks(), { objectMode: false, highWaterMark: chunkBytes });
  return { file: { path, bytes: bytes.length, open }, read: () => read };
}

async function discover(path: string, bytes: Buffer) {
  const { file, read } = counted(path, bytes);
  const { tables } = await layOut([file]);
  const found = await discoverTables(tables, {});
  const name = found.profiles[0]?.fields.find((field) => field.field === 'name');
  return { ...found, origin: found.objects[0]?.origin, name, read: read() };
}

const plain = Array.from({ length: 60_000 }, (_, i) => `${i},plain row`).join('\n');
const csv = (tail: string): string => `ID,Name\n${plain}\n${tail}\n`;
const jsonl = (tail: string): string =>
  `${plain
    .split('\n')
    .map((row) => JSON.stringify({ id: row.split(',')[0], name: 'plain row' }))
    .join('\n')}\n${JSON.stringify({ id: '999999', name: tail.split(',')[1] })}\n`;

describe('discovery reads a file once', () => {
  const cases: [what: string, path: string, bytes: Buffer, encoding: string, broken?: string][] = [
    ['all ASCII', 'things.csv', Buffer.from(csv('999999,end')), 'utf-8'],
    ['UTF-8 that shows late', 'things.csv', Buffer.from(csv('999999,Größe – Привет')), 'utf-8'],
    [
      'windows-1252 that shows late',
      'things.csv',
      iconv.encode(csv('999999,Größe'), 'windows-1252'),
      'windows-1252',
    ],
    [
      'windows-1251 that shows late',
      'things.csv',
      iconv.encode(
        csv(`999999,${'Привет, как дела сегодня '.replaceAll(',', '').repeat(40)}`),
        'windows-1251',
      ),
      'windows-1251',
    ],
    ['JSON lines', 'things.jsonl', iconv.encode(jsonl('999999,Größe'), 'windows-1252'), 'windows-1252'],
    [
      'a character cut off at the end',
      'things.csv',
      Buffer.concat([Buffer.from(csv('1000000,Größe')), Buffer.from('2000000,x'), Buffer.from([0xe2, 0x82])]),
      'utf-8',
      'yes',
    ],
  ];
  for (const [what, path, bytes, encoding, broken] of cases)
    it(what, async () => {
      const { origin, read, objects } = await discover(path, bytes);
      assert.equal(objects.length, 1);
      assert.deepEqual([origin?.encoding, origin?.brokenBytes], [encoding, broken]);
      assert.ok(bytes.length > 2 * headBytes, 'the file is longer than its head');
      const most = bytes.length + headBytes + 2 * chunkBytes;
      assert.ok(read <= most, `${read} of ${bytes.length} bytes were read, at most ${most} should be`);
    });

  it('decodes what it had read ahead', async () => {
    const texts = ['Größe', 'Müller', 'naïve'];
    const bytes = iconv.encode(
      csv(texts.map((text, i) => `${900_000 + i},${text}`).join('\n')),
      'windows-1252',
    );
    const { name } = await discover('things.csv', bytes);
    const seen = new Set(name?.values?.map(({ value }) => value));
    assert.deepEqual(
      texts.filter((text) => !seen.has(text)),
      [],
    );
  });
});
