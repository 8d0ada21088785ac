import assert from 'node:assert/strict';
import { csvRows, openCsv } from '@migmap/engine/connectors/files/csv';
import type { CsvDialect } from '@migmap/engine/connectors/files/csv';
import type { RawRow } from '@migmap/engine/connectors/files/rows';
import { maxRecordLength, textOf } from '@migmap/engine/connectors/files/rows';
import { randomFor } from '@migmap/emulators/smartdesk/random';

const plain: CsvDialect = { delimiter: ',', quote: '"', lineEnd: 'lf' };

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield await Promise.resolve(text.slice(i, i + size));
}

async function scan(text: string, dialect: CsvDialect, size: number): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of csvRows(pieces(text, size), dialect)) rows.push(...batch);
  return rows;
}

/** `line: a|b` for a record, `line! problem` for a problem. */
const shown = (rows: readonly RawRow[]): string[] =>
  rows.map((row) =>
    'problem' in row ? `${row.line}! ${row.problem}` : `${row.line}: ${row.cells.map(textOf).join('|')}`,
  );

const cases: [what: string, text: string, rows: string[], dialect?: Partial<CsvDialect>][] = [
  ['plain rows', 'a,b\n1,2\n', ['1: a|b', '2: 1|2']],
  ['a last line without an end', 'a,b\n1,2', ['1: a|b', '2: 1|2']],
  ['CRLF', 'a,b\r\n1,2\r\n', ['1: a|b', '2: 1|2']],
  ['mixed line ends', 'a,b\r\n1,2\n3,4\r\n', ['1: a|b', '2: 1|2', '3: 3|4']],
  ['CR alone', 'a,b\r1,"x\ry"\r3,4', ['1: a|b', '2: 1|x\ry', '4: 3|4'], { lineEnd: 'cr' }],
  ['blank lines', 'a,b\n\n\r\n1,2\n', ['1: a|b', '4: 1|2']],
  ['empty cells', 'a,b,c\n,,\n"",1,\n', ['1: a|b|c', '2: ||', '3: |1|']],
  ['quoted delimiters and quotes', 'a,b\n"x, ""y""",2\n', ['1: a|b', '2: x, "y"|2']],
  ['lines within a cell', 'a,b\n1,"x\ny\r\nz"\n2,3\n', ['1: a|b', '2: 1|x\ny\r\nz', '5: 2|3']],
  ['an empty quoted cell at the end', 'a,b\n1,""', ['1: a|b', '2: 1|']],
  ['a quote within a plain cell', 'a,b\n5" pipe,2\n', ['1: a|b', '2: 5" pipe|2']],
  [
    'text after a closing quote',
    'a,b\n1,"x"y\n2,z\n3,w\n',
    ['1: a|b', '2! text after a closing quote', '3: 2|z', '4: 3|w'],
  ],
  [
    'a quote that is never closed',
    'a,b\n1,"xy\n2,z\n3,w\n',
    ['1: a|b', '2! a quote that is never closed', '3: 2|z', '4: 3|w'],
  ],
  [
    'a quote closed by a later row',
    'a,b\n1,"xy\n2,"z"\n3,w\n',
    ['1: a|b', '2! text after a closing quote', '3: 2|z', '4: 3|w'],
  ],
  ['semicolons', 'a;b\n"1;2";3,4\n', ['1: a|b', '2: 1;2|3,4'], { delimiter: ';' }],
  ['tabs', 'a\tb\n1\t2\n', ['1: a|b', '2: 1|2'], { delimiter: '\t' }],
  ['no quotes at all', 'a,b\n"1,2"\n', ['1: a|b', '2: "1|2"'], { quote: '' }],
  ['nothing', '', []],
];

describe('delimiter-separated rows', () => {
  for (const [what, text, rows, dialect] of cases)
    for (const size of [1, 2, 3, 1000])
      it(`reads ${what}, ${size} characters at a time`, async () => {
        assert.deepEqual(shown(await scan(text, { ...plain, ...dialect }, size)), rows);
      });

  it('reports rows of another width and forgives empty cells at the end', async () => {
    const table = await openCsv(pieces('a,b\n1\n1,2,3\n1,2,\n', 1000), plain);
    const rows: RawRow[] = [];
    for await (const batch of table.rows) rows.push(...batch);
    assert.deepEqual(table.headings, ['a', 'b']);
    assert.deepEqual(shown(rows), [
      '2! 1 cells where the headings have 2',
      '3! 3 cells where the headings have 2',
      '4: 1|2',
    ]);
  });

  it('reads a cell of ten million characters', async () => {
    const rows = await scan(`a,b\n1,"${'x'.repeat(1e7)}"\n2,3\n`, plain, 65_536);
    assert.deepEqual(
      rows.map((row) => 'cells' in row && textOf(row.cells[1]).length),
      [1, 1e7, 1],
    );
  });

  for (const [what, open] of [
    ['plain', ''],
    ['quoted', '"'],
  ])
    it(`reports a ${what} row that is too long and reads the next`, async () => {
      const rows = await scan(
        `a,b\n1,${open}${'x'.repeat(maxRecordLength + 70_000)}${open}\n2,3\n`,
        plain,
        65_536,
      );
      const problems = rows.filter((row) => 'problem' in row);
      assert.equal(problems.length, 1);
      assert.ok((problems[0]?.text.length ?? 9999) <= 2000);
      assert.deepEqual(shown(rows).at(-1), '3: 2|3');
    });

  it('gives the same rows however the text is cut, and accounts for every line', async () => {
    const signs = ['a', 'b', ',', ',', '"', '"', '\n', '\r\n', 'é'];
    for (let n = 0; n < 400; n++) {
      const random = randomFor(1, 'csv', n);
      const text = Array.from({ length: 2 + random.int(40) }, () => random.pick(signs)).join('');
      const whole = await scan(text, plain, 1000);
      assert.deepEqual(await scan(text, plain, 1), whole, JSON.stringify(text));
      const lines = text.split('\n').flatMap((line, i) => (line.replace(/\r$/, '') === '' ? [] : [i + 1]));
      const starts = whole.map((row) => row.line);
      const within = whole.flatMap((row) =>
        'cells' in row
          ? Array.from(
              { length: row.cells.map(textOf).join('').split('\n').length - 1 },
              (_, i) => row.line + i + 1,
            )
          : [],
      );
      const missing = lines.filter((line) => !starts.includes(line) && !within.includes(line));
      assert.deepEqual(missing, [], JSON.stringify(text));
    }
  });
});
