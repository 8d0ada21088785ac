import assert from 'node:assert/strict';
import { parseDate, parseTime } from '@migmap/engine/connectors/files/dates';
import { columnNamer, objectName } from '@migmap/engine/connectors/files/names';
import { parseNumber } from '@migmap/engine/connectors/files/numbers';
import { readOrigin } from '@migmap/engine/connectors/files/origin';
import { cellReader } from '@migmap/engine/connectors/files/typing';
import type { FieldKind } from '@migmap/engine/schema/types';
import type { Value } from '@migmap/engine/values';

describe('object names', () => {
  for (const [file, object] of [
    ['contacts', 'Contact'],
    ['Contact', 'Contact'],
    ['CONTACTS', 'CONTACTS'.charAt(0) + 'ontact'],
    ['companies', 'Company'],
    ['activities', 'Activity'],
    ['deal_products', 'DealProduct'],
    ['Deal Products', 'DealProduct'],
    ['dealProducts', 'DealProduct'],
    ['email_tracking', 'EmailTracking'],
    ['addresses', 'Address'],
    ['boxes', 'Box'],
    ['statuses', 'Status'],
    ['status', 'Status'],
    ['people', 'Person'],
    ['cases', 'Case'],
    ['2024-orders', 'Table2024Order'],
    ['---', 'Table'],
    ['Übersichten', 'Übersichten'],
  ] as const)
    it(`takes ${file} for ${object}`, () => assert.equal(objectName(file), object));
});

describe('column names', () => {
  const cases: [string[], [name: string, label: string][]][] = [
    [
      ['Employee Count', ' ID '],
      [
        ['employee_count', 'Employee Count'],
        ['id', 'ID'],
      ],
    ],
    [
      ['Notes', 'Notes', 'notes'],
      [
        ['notes', 'Notes'],
        ['notes_2', 'Notes 2'],
        ['notes_3', 'notes'],
      ],
    ],
    [
      ['', '%', 'Größe (m²)'],
      [
        ['column_1', 'Column 1'],
        ['column', '%'],
        ['größe_m', 'Größe (m²)'],
      ],
    ],
    [
      ['A 2', 'A', 'A'],
      [
        ['a_2', 'A 2'],
        ['a', 'A'],
        ['a_3', 'A 3'],
      ],
    ],
    [
      ['__proto__', 'constructor'],
      [
        ['proto', '__proto__'],
        ['constructor', 'constructor'],
      ],
    ],
  ];
  for (const [headings, want] of cases)
    it(`names ${headings.join(', ')}`, () => {
      const nameOf = columnNamer();
      const got = headings.map((heading, i) => Object.values(nameOf(heading, i)));
      assert.deepEqual(got, want);
    });
});

describe('numbers', () => {
  const cases: [text: string, dot: number | undefined, comma: number | undefined][] = [
    ['12', 12, 12],
    ['-3', -3, -3],
    ['1.5', 1.5, undefined],
    ['1,5', undefined, 1.5],
    ['1,234', 1234, 1.234],
    ['1.234', 1.234, 1234],
    ['1.234,50', undefined, 1234.5],
    ['1,234.50', 1234.5, undefined],
    ["1'234.50", 1234.5, undefined],
    ['1 234', 1234, 1234],
    ['€ 12', 12, 12],
    ['12 EUR', 12, 12],
    ['$1,200.00', 1200, undefined],
    ['12 %', 12, 12],
    ['1e3', 1000, 1000],
    ['01067', undefined, undefined],
    ['0', 0, 0],
    ['0.5', 0.5, undefined],
    ['12345678901234567890', undefined, undefined],
    ['12 apples', undefined, undefined],
    ['1-2', undefined, undefined],
    ['', undefined, undefined],
    ['NaN', undefined, undefined],
    ['0x10', undefined, undefined],
  ];
  for (const [text, dot, comma] of cases)
    it(`reads "${text}"`, () => {
      assert.equal(parseNumber(text, '.'), dot);
      assert.equal(parseNumber(text, ','), comma);
    });
});

describe('dates', () => {
  const cases: [text: string, dmy: string | undefined, mdy: string | undefined, zone?: string][] = [
    ['31.12.2025', '2025-12-31', undefined],
    ['12/31/2025', undefined, '2025-12-31'],
    ['01/02/2025', '2025-02-01', '2025-01-02'],
    ['2025-12-31', '2025-12-31', '2025-12-31'],
    ['2025/3/1', '2025-03-01', '2025-03-01'],
    ['1.2.99', '1999-02-01', '1999-01-02'],
    ['29.02.2024', '2024-02-29', undefined],
    ['29.02.2023', undefined, undefined],
    ['31.04.2023', undefined, undefined],
    ['00.01.2023', undefined, undefined],
    ['31.12.2025 14:05', '2025-12-31T14:05:00.000Z', undefined],
    ['31.12.2025, 2:05 PM', '2025-12-31T14:05:00.000Z', undefined],
    ['1/1/2025 12:00 am', '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'],
    ['31.12.2025 25:00', undefined, undefined],
    ['2025-12-31T14:05:06Z', '2025-12-31T14:05:06.000Z', '2025-12-31T14:05:06.000Z'],
    ['2025-12-31T14:05:06.123456+02:00', '2025-12-31T12:05:06.123Z', '2025-12-31T12:05:06.123Z'],
    ['2025-12-31 14:05:06+0200', '2025-12-31T12:05:06.000Z', '2025-12-31T12:05:06.000Z'],
    ['31.07.2025 14:05', '2025-07-31T12:05:00.000Z', undefined, 'Europe/Berlin'],
    ['31.07.2025 14:05 UTC', '2025-07-31T14:05:00.000Z', undefined, 'Europe/Berlin'],
    ['1.2.3.4', undefined, undefined],
    ['1-2/2025', undefined, undefined],
    ['2025', undefined, undefined],
    ['tomorrow', undefined, undefined],
  ];
  for (const [text, dmy, mdy, zone] of cases)
    it(`reads "${text}"${zone ? ` in ${zone}` : ''}`, () => {
      assert.equal(parseDate(text, 'DMY', zone)?.iso, dmy);
      assert.equal(parseDate(text, 'MDY', zone)?.iso, mdy);
    });
  for (const [text, time] of [
    ['9:05', '09:05:00'],
    ['9:05 pm', '21:05:00'],
    ['12:30 AM', '00:30:00'],
    ['23:59:58', '23:59:58'],
    ['24:00', undefined],
    ['13:00 pm', undefined],
  ] as const)
    it(`reads the time "${text}"`, () => assert.equal(parseTime(text), time));
});

describe('typed cells', () => {
  const origin = readOrigin('Contact', { file: 'a.csv', format: 'csv', timeZone: 'Europe/Berlin' });
  const cases: [FieldKind, Value | undefined, Value][] = [
    ['text', ' x ', ' x '],
    ['text', '  ', null],
    ['text', undefined, null],
    ['text', 12, '12'],
    ['text', { a: 1 }, '{"a":1}'],
    ['integer', '12', 12],
    ['integer', 'n/a', 'n/a'],
    ['number', 1.5, 1.5],
    ['boolean', 'Yes', true],
    ['boolean', '0', false],
    ['boolean', true, true],
    ['boolean', 'maybe', 'maybe'],
    ['date', '31.12.2025', '2025-12-31'],
    ['date', '31.12.2025 23:30', '2025-12-31'],
    ['date', '31.02.2025', '31.02.2025'],
    ['datetime', '31.12.2025', '2025-12-30T23:00:00.000Z'],
    ['datetime', '31.07.2025 14:00', '2025-07-31T12:00:00.000Z'],
    ['list', 'a; b;;c', ['a', 'b', 'c']],
    ['list', '["a",{"b":1}]', ['a', { b: 1 }]],
    ['list', '[not json', ['[not json']],
    ['list', [], []],
    ['json', '{"a":1}', { a: 1 }],
    ['json', '{broken', '{broken'],
    ['id', ' CO-1 ', 'CO-1'],
    ['reference', 17, '17'],
    ['picklist', 'New', 'New'],
  ];
  for (const [kind, raw, want] of cases)
    it(`reads ${JSON.stringify(raw)} as ${kind}`, () => {
      const field = { name: 'f', label: 'F', kind, createable: false, updateable: false };
      assert.deepEqual(cellReader(field, origin)(raw), want);
    });

  for (const [wrong, message] of [
    [{ dateOrder: 'YDM' }, /Contact: origin\.dateOrder/],
    [{ timeZone: 'Mars' }, /Europe\/Berlin/],
    [{ delimeter: ';' }, /delimeter/],
    [{ delimiter: '' }, /origin\.delimiter/],
  ] as const)
    it(`refuses ${JSON.stringify(wrong)} in a schema's origin`, () => {
      assert.throws(() => readOrigin('Contact', { file: 'a.csv', format: 'csv', ...wrong }), message);
    });
});
