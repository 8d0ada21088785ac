import assert from 'node:assert/strict';
import { openJsonArray, openJsonLines } from '@migmap/engine/connectors/files/json';
import type { RawTable } from '@migmap/engine/connectors/files/rows';
import { maxRecordLength } from '@migmap/engine/connectors/files/rows';

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield await Promise.resolve(text.slice(i, i + size));
}

async function shown(table: RawTable): Promise<string[]> {
  const out: string[] = [];
  for await (const batch of table.rows)
    for (const row of batch)
      out.push(
        'problem' in row
          ? `${row.line}! ${row.problem.replace(/^not JSON.*/s, 'not JSON')}`
          : `${row.line}: ${Array.from(table.headings, (h, i) =>
              i in row.cells ? `${h}=${JSON.stringify(row.cells[i])}` : '',
            )
              .join(' ')
              .trim()}`,
      );
  return out;
}

const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
const arrays: [what: string, text: string, rows: string[]][] = [
  ['an array', '[{"a":1},\n{"a":"x","b":null}]', ['1: a=1', '2: a="x" b=null']],
  ['signs within texts', '[{"a":"},{[\\"]"},\n  {"b":"\\\\"}]', ['1: a="},{[\\"]"', '2: b="\\\\"']],
  [
    'an array within an object',
    '{"total": "[2", "contacts": [{"a":1},\n{"a":2}], "more": [{"a":3}]}',
    ['1: a=1', '2: a=2'],
  ],
  ['nested values', '[{"a":[{"b":{}}]}]', ['1: a=[{"b":{}}]']],
  ['an empty array', ' [ ] ', []],
  ['a broken element', '[{"a":1},{"a":},\n{"a":3}]', ['1: a=1', '1! not JSON', '2: a=3']],
  [
    'what is no record',
    '[1,"x",[2],{"a":1}]',
    ['1! not a record in braces', '1! not a record in braces', '1! not a record in braces', '1: a=1'],
  ],
  ['a file that breaks off', '[{"a":1},\n{"a":', ['1: a=1', '2! the file ends within its list of records']],
  ['deep nesting', `[{"a":${deep}},\n{"a":2}]`, ['1! nested more than 100 deep', '2: a=2']],
  ['the key __proto__', '[{"__proto__":{"x":1}}]', ['1: __proto__={"x":1}']],
];

const lines: [what: string, text: string, rows: string[]][] = [
  ['a record a line', '{"a":1}\n{"b":2}\n', ['1: a=1', '2: b=2']],
  ['CRLF, blank lines and no last line end', '{"a":1}\r\n\r\n{"a":2}', ['1: a=1', '3: a=2']],
  ['a broken line', '{"a":1}\n{"a":\n{"a":3}\n', ['1: a=1', '2! not JSON', '3: a=3']],
  [
    'what is no record',
    '1\nnull\n{"a":3}\n',
    ['1! not a record in braces', '2! not a record in braces', '3: a=3'],
  ],
  ['deep nesting', `{"a":${deep}}\n{"a":2}\n`, ['1! nested more than 100 deep', '2: a=2']],
];

describe('JSON records', () => {
  for (const size of [1, 7, 100_000]) {
    for (const [what, text, rows] of arrays)
      it(`reads ${what}, ${size} characters at a time`, async () => {
        assert.deepEqual(await shown(openJsonArray(pieces(text, size))), rows);
      });
    for (const [what, text, rows] of lines)
      it(`reads ${what} by lines, ${size} characters at a time`, async () => {
        assert.deepEqual(await shown(openJsonLines(pieces(text, size))), rows);
      });
  }

  for (const [text, message] of [
    ['', /No list of records/],
    ['{"a":1}', /No list of records/],
    ['"text"', /No list of records/],
    ['{"a":{"b":[1]}}', /no list of records/i],
  ] as const)
    it(`says that ${text || 'nothing'} is no list`, async () => {
      await assert.rejects(shown(openJsonArray(pieces(text, 1000))), message);
    });

  for (const [name, open, before, after] of [
    ['array', openJsonArray, '[', ',\n{"a":2}]'],
    ['lines', openJsonLines, '', '\n{"a":2}\n'],
  ] as const)
    it(`reports a record that is too long and reads the next (${name})`, async () => {
      const long = `{"a":"${'x'.repeat(maxRecordLength + 100_000)}"}`;
      assert.deepEqual(await shown(open(pieces(`${before}${long}${after}`, 65_536))), [
        `1! longer than ${maxRecordLength} characters`,
        '2: a=2',
      ]);
    });
});
