/** Values that the functions' own examples cannot show. */
import assert from 'node:assert/strict';
import { callerOf } from '@migmap/engine/mapping/functions/call';
import { Misfit } from '@migmap/engine/mapping/misfit';
import type { Value } from '@migmap/engine/values';

const misfit = Symbol('misfit');

const cases: readonly (readonly [string, readonly Value[], Value | typeof misfit])[] = [
  ['html_to_text', ['Dear Ada,\n\nsee you\nsoon'], 'Dear Ada,\n\nsee you\nsoon'],
  ['html_to_text', ['Tom &amp; Co\nsecond   line'], 'Tom & Co\nsecond   line'],
  ['html_to_text', ['<a href="https://ex.org">here</a>'], 'here [https://ex.org]'],
  ['html_to_text', ['<img src="x.png">'], null],
  ['text_to_html', ['one\ntwo\n\nthree'], '<p>one<br>two</p><p>three</p>'],
  ['text_to_html', ['<script>alert(1)</script>'], '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ['truncate', ['😀😀', 3], '😀'],
  ['truncate', ['abc', 0], null],
  ['truncate', ['abc', 1, '...'], misfit],
  ['matches', ['Dear {{name}}', '{{'], true],
  ['matches', ['😀', '^.$'], true],
  ['matches', ['a', '('], misfit],
  ['split', ['a', ''], ['a']],
  ['replace', ['aaa', '', 'x'], 'aaa'],
  ['replace', ['a.b', '.', '$&'], 'a$&b'],
  ['title', ['MÜNCHEN (süd)'], 'München (Süd)'],
  ['phone', ['+1 415 555 2671 ext. 12'], '+14155552671 x12'],
  ['phone', ['030 901820', ''], misfit],
  ['phone', ['030 901820', 'Atlantis'], misfit],
  ['url', ['ftp://files.example/a'], 'ftp://files.example/a'],
  ['url', ['javascript:alert(1)'], misfit],
  ['domain', ['Ada <ada@WWW.Ex.org>'], 'ex.org'],
  ['email', ['mailto:Ada@Ex.org'], 'ada@ex.org'],
  ['email', ['ada@localhost'], misfit],
  ['country', ['Österreich'], 'AT'],
  ['country', ['U.K.'], 'GB'],
  ['country', ['Congo'], misfit],
  ['state', ['US-CA', 'United States'], 'CA'],
  ['state', ['Québec', 'CA'], 'QC'],
  ['state', ['Nowhere', 'CA', 'name'], misfit],
  ['number', ["1'234.5"], 1234.5],
  ['number', ['1 234,5', ','], 1234.5],
  ['number', ['12,34,567'], 1234567],
  ['number', ['1,23'], misfit],
  ['number', ['1.234.567', ','], 1234567],
  ['number', ['-12-'], misfit],
  ['number', ['1', ';'], misfit],
  ['number', [true], misfit],
  ['integer', ['-2.5'], -3],
  ['currency', ['1.234.567'], 1234567],
  ['currency', ['0,125'], 0.13],
  ['currency', ['-€ 5'], -5],
  ['currency', ['(5.50)'], -5.5],
  ['currency', [12.345], 12.35],
  ['boolean', ['JA', 'ja'], true],
  ['boolean', ['x', 'ja'], misfit],
  ['date', ['2026-03-01', 'dd.MM.yyyy'], '2026-03-01'],
  ['date', ['30.02.2026', 'dd.MM.yyyy'], misfit],
  ['date', ['2 Mar 2026', 'd MMM yyyy'], '2026-03-02'],
  ['date', ['1767225600', 'X'], '2026-01-01'],
  ['date', ['2026-03-01', 'iso', 'Berlin'], misfit],
  ['date', ['2026-03-01T00:30:00', 'iso', 'Europe/Berlin'], '2026-03-01'],
  ['datetime', ['2026-07-01', 'iso', 'Europe/Berlin'], '2026-06-30T22:00:00.000Z'],
  ['datetime', ['01/02/2026 3:04 PM', 'MM/dd/yyyy h:mm a'], '2026-01-02T15:04:00.000Z'],
  ['time', ['2026-07-01T23:59:59.9Z'], '23:59:59'],
  ['time', ['01.07.2026 08:15', 'dd.MM.yyyy HH:mm', 'Europe/Berlin'], '08:15:00'],
  ['time', ['24:00'], misfit],
  ['time', ['9:05', 'H:mm'], '09:05:00'],
  ['time', ['09:30 sharp'], misfit],
  ['time', ['2026-07-01T08:15:00Z', 'iso', 'Berlin'], misfit],
  ['plus_days', ['9999-12-31', 1], misfit],
  ['plus_minutes', ['2026-03-01', 90], '2026-03-01T01:30:00.000Z'],
  ['first', ['[{"a":1}]'], { a: 1 }],
  ['last', [[]], null],
  ['map', [[{ a: [{ b: 1 }, { b: 2 }] }], 'a.b'], [[1, 2]]],
  ['count', ['a;b; '], 2],
  ['unique', [[{ a: 1 }, { a: 1 }, 'x']], [{ a: 1 }, 'x']],
];

describe('functions at the edges', () => {
  for (const [name, args, expected] of cases) {
    const shown = `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
    it(`${shown} ${expected === misfit ? 'does not fit' : `is ${JSON.stringify(expected)}`}`, () => {
      const result = callerOf(name, args.length)(args);
      if (expected === misfit) assert.ok(result instanceof Misfit, JSON.stringify(result));
      else assert.deepEqual(result, expected);
    });
  }
  it('hash tells values and their types apart', () => {
    const hashes = [['1'], [1], ['1', null], [null], [['1']]].map((args) =>
      callerOf('hash', args.length)(args),
    );
    assert.equal(new Set(hashes).size, hashes.length);
  });
});
