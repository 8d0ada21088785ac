import assert from 'node:assert/strict';
import { converterTo } from '@migmap/engine/mapping/convert/convert';
import { Misfit } from '@migmap/engine/mapping/misfit';
import type { FieldSchema } from '@migmap/engine/schema/types';
import type { Value } from '@migmap/engine/values';
import { field, objectSchema } from './build.ts';

const stages = {
  kind: 'picklist',
  values: [
    { value: 'won', label: 'Closed Won' },
    { value: 'lost', label: 'Closed Lost' },
    { value: 'old', label: 'Old', active: false },
    { value: 'Twin', label: 'Twin' },
    { value: 'twin', label: 'twin' },
  ],
} as const;
const restricted = { ...stages, restricted: true } as const;

describe('conversion to a destination field', () => {
  const cases: [Partial<FieldSchema>, Value, Value | RegExp][] = [
    [{ kind: 'text', length: 5 }, 'short', 'short'],
    [{ kind: 'text', length: 5 }, 'longer', /longer than the 5 characters/],
    [{ kind: 'text', length: 0 }, 'any length', 'any length'],
    [{ kind: 'text' }, 17, '17'],
    [{ kind: 'text' }, 1e21, '1000000000000000000000'],
    [{ kind: 'text' }, true, 'true'],
    [{ kind: 'longtext' }, ['a', 'b'], 'a; b'],
    [{ kind: 'text' }, { a: 1 }, '{"a":1}'],
    [{ kind: 'html' }, '<p>x</p>', '<p>x</p>'],
    [{ kind: 'email' }, ' Ada@Ex.org ', 'Ada@Ex.org'],
    [{ kind: 'email' }, 'Ada <ada@ex.org>', /is no e-mail address/],
    [{ kind: 'email', length: 8 }, 'ada@ex.org', /longer than/],
    [{ kind: 'number' }, '12.5', 12.5],
    [{ kind: 'number' }, '1,250', /is no number/],
    [{ kind: 'number' }, '', /is no number/],
    [{ kind: 'number' }, '99999999999999999', /is no number/],
    [{ kind: 'currency', precision: 18, scale: 2 }, 12.345, 12.35],
    [{ kind: 'currency', precision: 18, scale: 2 }, -1.005, -1.01],
    [{ kind: 'percent', precision: 3, scale: 0 }, 1000, /more digits than the field takes/],
    [{ kind: 'number', precision: 4, scale: 2 }, 99.994, 99.99],
    [{ kind: 'number', precision: 4, scale: 2 }, 99.999, /more digits/],
    [{ kind: 'integer' }, '42', 42],
    [{ kind: 'integer' }, 42.5, /is no whole number/],
    [{ kind: 'boolean' }, 'Yes', true],
    [{ kind: 'boolean' }, 0, false],
    [{ kind: 'boolean' }, 'maybe', /is neither true nor false/],
    [{ kind: 'date' }, '2026-03-01', '2026-03-01'],
    [{ kind: 'date' }, '2026-03-01T23:30:00-05:00', '2026-03-02'],
    [{ kind: 'date' }, '2026-02-30', /is no ISO date/],
    [{ kind: 'date' }, '01.03.2026', /is no ISO date/],
    [{ kind: 'date' }, 20260301, /is no ISO date/],
    [{ kind: 'datetime' }, '2026-03-01', '2026-03-01T00:00:00.000Z'],
    [{ kind: 'datetime' }, '2026-03-01 09:30', '2026-03-01T09:30:00.000Z'],
    [{ kind: 'datetime' }, '2026-03-01T09:30:00.5+0200', '2026-03-01T07:30:00.500Z'],
    [{ kind: 'datetime' }, '2026-03-01T25:00:00Z', /is no ISO date and time/],
    [{ kind: 'time' }, '9:30', /is no time of day/],
    [{ kind: 'time' }, '09:30', '09:30:00'],
    [{ kind: 'time' }, '09:30 sharp', /is no time of day/],
    [{ kind: 'time' }, '2026-03-01T09:30:15Z', '09:30:15'],
    [restricted, 'won', 'won'],
    [restricted, 'Closed Won', 'won'],
    [restricted, 'closed won', 'won'],
    [restricted, 'Old', /"Old" is not among the values/],
    [restricted, 'TWIN', /"TWIN" is not among/],
    [restricted, 'twin', 'twin'],
    [stages, 'Limbo', 'Limbo'],
    [{ ...stages, length: 3 }, 'Limbo', /longer than/],
    [{ ...restricted, kind: 'multipicklist' }, 'Closed Won; lost;won', ['won', 'lost']],
    [{ ...restricted, kind: 'multipicklist' }, ['won', 'x'], /"x" is not among/],
    [{ kind: 'reference' }, ' 001 ', '001'],
    [{ kind: 'reference' }, ['001'], /is no id/],
    [{ kind: 'file' }, 'a.pdf', /file\(\)/],
    [{ kind: 'list' }, 'a;b', ['a', 'b']],
    [{ kind: 'list' }, '["a", "b"]', ['a', 'b']],
    [{ kind: 'list' }, { a: 1 }, [{ a: 1 }]],
    [{ kind: 'json' }, { a: 1 }, { a: 1 }],
    [{ kind: 'json' }, { deferred: 'migrationUser' }, /has a member "deferred"/],
  ];
  for (const [schema, value, expected] of cases) {
    it(`${JSON.stringify(value)} to ${schema.kind}${expected instanceof RegExp ? ' does not fit' : ''}`, () => {
      const result = converterTo(field('F', schema), undefined)(value);
      if (expected instanceof RegExp) {
        assert.ok(result instanceof Misfit, JSON.stringify(result));
        assert.match(result.reason, expected);
      } else assert.deepEqual(result, expected);
    });
  }

  describe('references', () => {
    const convert = (value: Value, references?: string[]) =>
      converterTo(field('AccountId', { kind: 'reference', references }), undefined)(value);
    it('take a text for the name of a record of the destination', () =>
      assert.deepEqual(convert(7, ['Account', 'Group']), {
        deferred: 'named',
        objects: ['Account', 'Group'],
        name: '7',
      }));
    it('take it for an id where nobody knows what they point at', () =>
      assert.equal(convert(' 001A '), '001A'));
    it('take no list', () => assert.ok(convert(['a', 'b'], ['Account']) instanceof Misfit));
  });

  describe('record types', () => {
    const object = objectSchema('Opportunity', [], {
      recordTypes: [
        { id: '012A', name: 'Enterprise', label: 'Enterprise Sales', active: true },
        { id: '012B', name: 'Old', label: 'Old', active: false },
      ],
    });
    const convert = (value: Value, schema: Partial<FieldSchema> = {}) =>
      converterTo(
        field('RecordTypeId', { kind: 'reference', references: ['RecordType'], ...schema }),
        object,
      )(value);
    for (const name of ['012A', 'Enterprise', 'Enterprise Sales']) {
      it(`finds ${name}`, () => assert.equal(convert(name), '012A'));
    }
    it('does not take an inactive or unknown one', () => {
      for (const name of ['Old', 'Gone']) assert.ok(convert(name) instanceof Misfit);
    });
    it('leaves other references alone', () => {
      const account = field('AccountId', { kind: 'reference', references: ['Account'] });
      const named = { deferred: 'named', objects: ['Account'], name: 'Enterprise' };
      assert.deepEqual(converterTo(account, object)(' Enterprise '), named);
    });
  });

  describe('a value that depends on another field', () => {
    const won = [
      { value: '1', label: 'Won', within: '10' },
      { value: '2', label: 'Won', within: '20' },
      { value: '3', label: 'Lost', within: '20' },
    ];
    const stage = field('Stage', {
      kind: 'picklist',
      values: won,
      restricted: true,
      dependsOn: 'pipeline',
    });
    const convert = converterTo(stage, undefined);
    const dependent: [Value, Record<string, Value>, Value | RegExp][] = [
      ['Won', { pipeline: '10' }, '1'],
      ['won', { pipeline: '20' }, '2'],
      ['3', { pipeline: '20' }, '3'],
      ['Lost', { pipeline: '10' }, /"Lost" is not among/],
      ['Won', { pipeline: '30' }, /not among the values that go with pipeline/],
      ['Lost', {}, '3'],
      ['Won', {}, /stands for several values/],
    ];
    for (const [value, others, expected] of dependent)
      it(`${JSON.stringify(value)} with ${JSON.stringify(others)}`, () => {
        const made = convert(value, others);
        if (expected instanceof RegExp) assert.match(made instanceof Misfit ? made.reason : '', expected);
        else assert.equal(made, expected);
      });
  });
});
