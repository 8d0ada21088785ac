import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { bench, readAll, writeArchive } from './exports.ts';

type Sheets = Readonly<Record<string, readonly (readonly ExcelJS.CellValue[])[]>>;

async function workbook(sheets: Sheets): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) {
      const added = sheet.addRow([...row]);
      added.eachCell((cell) => {
        if (cell.value instanceof Date) cell.numFmt = 'dd.mm.yyyy hh:mm';
      });
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

const part = (name: string, body: string): [string, string] => [
  name,
  `<?xml version="1.0" encoding="UTF-8"?>${body}`,
];
const handmade = (sheet: string, extra: [string, string][] = []): Record<string, string> =>
  Object.fromEntries([
    part(
      'xl/workbook.xml',
      '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="Deals" r:id="rId1"/></sheets></workbook>',
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/one.xml"/></Relationships>',
    ),
    part('xl/worksheets/one.xml', sheet),
    ...extra,
  ]);

const copies = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('migmap-xlsx-'));

describe('a workbook', () => {
  const lab = bench();

  async function discoverWorkbook(name: string, bytes: Buffer | string): ReturnType<typeof lab.discover> {
    return lab.discover({ [name]: bytes });
  }

  it('holds one object per sheet, or the one that its file is named after', async () => {
    const rows = [
      ['ID', 'Name'],
      ['1', 'a'],
    ];
    const several = await discoverWorkbook(
      'crm.xlsx',
      await workbook({ Contacts: rows, 'Deal Products': rows }),
    );
    assert.deepEqual(
      several.objects.map((o) => o.name),
      ['Contact', 'DealProduct'],
    );
    const { records } = await readAll(several.source, 'DealProduct', several.catalog);
    assert.equal(records[0]?.at, 'crm.xlsx#Deal Products:2');
  });

  it('gives numbers, booleans, dates and texts as they are', async () => {
    const at = new Date(Date.UTC(2025, 11, 31, 14, 5));
    const bytes = await workbook({
      Sheet1: [
        ['ID', 'Count', 'Amount', 'Active', 'Day', 'Seen', 'Rich', 'Link', 'Sum'],
        [
          'a',
          3,
          1.5,
          true,
          new Date(Date.UTC(2025, 11, 31)),
          at,
          { richText: [{ text: 'Grö' }, { text: 'ße & <3' }] },
          { text: 'site', hyperlink: 'https://a.example' },
          { formula: 'B2*2', result: 6 },
        ],
        [],
        ['b', null, null, false, null, at, 'x', null, null],
      ],
    });
    const { source, catalog, objects } = await discoverWorkbook('contacts.xlsx', bytes);
    assert.deepEqual(
      objects[0]?.fields.map((f) => f.kind),
      ['id', 'integer', 'number', 'boolean', 'date', 'datetime', 'text', 'text', 'integer'],
    );
    const { records } = await readAll(source, 'Contact', catalog);
    assert.deepEqual(Object.values(records[0]?.values ?? {}), [
      'a',
      3,
      1.5,
      true,
      '2025-12-31',
      '2025-12-31T14:05:00.000Z',
      'Größe & <3',
      'site',
      6,
    ]);
    assert.deepEqual([records[1]?.at, records[1]?.values.active], ['contacts.xlsx#Sheet1:4', false]);
  });

  it('is read whatever the order of its parts, and from within an archive', async () => {
    const sheet =
      '<worksheet><sheetData><row><c t="inlineStr"><is><t>ID</t></is></c><c t="inlineStr"><is><t>Day</t></is></c></row>' +
      '<row><c t="s"><v>0</v></c><c s="1"><v>44560</v></c></row></sheetData></worksheet>';
    const book = await writeArchive(
      join(lab.dir, 'deals.xlsx'),
      handmade(sheet, [
        part(
          'xl/styles.xml',
          '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        ),
        part('xl/sharedStrings.xml', '<sst><si><t>DE-1</t></si></sst>'),
      ]),
    );
    const zip = join(lab.dir, 'x.zip');
    await writeArchive(zip, { 'deals.xlsx': await readFile(book) });
    const source = await lab.open(zip);
    const { schema, objects } = await source.discover();
    const { records } = await readAll(source, 'Deal', catalogOf(schema, objects));
    assert.deepEqual(records[0]?.values, { id: 'DE-1', day: '2025-12-31' });
  });

  it('reports a row that is wider than its headings', async () => {
    const rows = [
      ['ID', 'Name'],
      ['1', 'a', 'surplus'],
      ['2', 'b'],
    ];
    const { profile } = await discoverWorkbook('contacts.xlsx', await workbook({ S: rows }));
    assert.deepEqual(profile.objects[0]?.badRowSamples, [
      { line: 2, reason: '3 cells where the headings have 2' },
    ]);
    assert.equal(profile.objects[0].records, 1);
  });

  const hostile: [what: string, sheet: string, warning: RegExp][] = [
    [
      'an entity that grows',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
      /not well-formed/,
    ],
    [
      'an external entity',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>',
      /not well-formed/,
    ],
    ['broken markup', '<worksheet><sheetData><row><c><v>1</row>', /not well-formed/],
    [
      'a column beyond the last',
      '<worksheet><sheetData><row><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
      /no sheet has a column ZZZZZZ1/,
    ],
  ];
  for (const [what, sheet, warning] of hostile)
    it(`says no to ${what}`, async () => {
      const file = await writeArchive(join(lab.dir, 'x.xlsx'), handmade(sheet));
      const { schema, objects } = await lab.discover({
        'deals.xlsx': await readFile(file),
        'contacts.csv': 'ID\n1\n',
      });
      assert.match(schema.warnings?.join('\n') ?? '', warning);
      assert.deepEqual(
        objects.map((o) => o.name),
        ['Contact'],
      );
    });

  it('says no to a part that unpacks to hundreds of times its size', async () => {
    const file = await writeArchive(
      join(lab.dir, 'x.xlsx'),
      handmade(`<worksheet><sheetData>${' '.repeat(40 * 1024 * 1024)}</sheetData></worksheet>`),
    );
    const { schema } = await lab.discover({ 'deals.xlsx': await readFile(file), 'contacts.csv': 'ID\n1\n' });
    assert.match(schema.warnings?.join('\n') ?? '', /deals\.xlsx: not read: .*there is no sheet "Deals"/);
  });

  it('leaves no copy behind', async () => {
    const before = new Set(await copies());
    await writeFile(join(lab.dir, 'bad.xlsx'), 'PK');
    await discoverWorkbook('contacts.xlsx', await workbook({ S: [['ID'], ['1']] }));
    assert.ok((await copies()).every((name) => before.has(name)));
  });
});
