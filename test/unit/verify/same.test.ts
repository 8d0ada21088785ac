import assert from 'node:assert/strict';
import type { FieldSchema } from '@migmap/engine/schema/types';
import type { Value } from '@migmap/engine/values';
import { sameValue } from '@migmap/engine/verify/same';
import { field } from '../../support/engine/fake-schema.ts';

describe('what counts as the same value', () => {
  const status = field('Status', 'picklist', { values: [{ value: 'WON', label: 'Closed won' }] });
  const cases: [string, FieldSchema, Value, Value, boolean][] = [
    ['white space around', field('Name', 'text'), ' Acme ', 'Acme', true],
    ['other text', field('Name', 'text'), 'Acme', 'Acme Ltd', false],
    ['case of a name', field('Name', 'text'), 'Acme', 'ACME', false],
    ['empty and null', field('Name', 'text'), '', null, true],
    ['line ends', field('Body', 'longtext'), 'a\r\nb', 'a\nb', true],
    ['text of a number', field('N', 'number'), '12.50', 12.5, true],
    ['beyond the scale', field('N', 'currency', { scale: 2 }), 12.504, 12.5, true],
    ['another number', field('N', 'currency', { scale: 2 }), 12.51, 12.5, false],
    ['a time zone', field('T', 'datetime'), '2026-03-01T10:30:00+01:00', '2026-03-01T09:30:00.000Z', true],
    ['another time', field('T', 'datetime'), '2026-03-01T10:30:00Z', '2026-03-01T09:30:00Z', false],
    ['a date with a time', field('D', 'date'), '2026-03-01', '2026-03-01T00:00:00Z', true],
    ['another day', field('D', 'date'), '2026-03-01', '2026-03-02', false],
    ['e-mail case', field('E', 'email'), 'Ada@Example.org', 'ada@example.org', true],
    ['a label', status, 'Closed won', 'WON', true],
    ['another option', status, 'Lost', 'WON', false],
    ['order of options', field('M', 'multipicklist'), 'b;a', 'a; b', true],
    ['missing option', field('M', 'multipicklist'), 'a;b', 'a', false],
    ['unset flag', field('B', 'boolean'), null, false, true],
    ['set flag', field('B', 'boolean'), true, false, false],
    ['another parent', field('P', 'reference'), 'Account-1', 'Account-2', false],
  ];
  for (const [what, schema, ours, theirs, same] of cases)
    it(`${what}: ${same ? 'same' : 'different'}`, () => assert.equal(sameValue(schema, ours, theirs), same));
});
