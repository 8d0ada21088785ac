import assert from 'node:assert/strict';
import { fromWire, toWire, type WireForm } from '@migmap/engine/connectors/pipedrive/fields/wire';
import type { Value } from '@migmap/engine/values';

describe('values on the wire to Pipedrive', () => {
  const both: [form: WireForm, ours: Value, theirs: unknown][] = [
    ['plain', 'text', 'text'],
    ['number', 1.5, 1.5],
    ['boolean', true, true],
    ['integer', '42', 42],
    ['integers', ['1', '7'], [1, 7]],
    ['texts', ['a-b', 'c-d'], ['a-b', 'c-d']],
    ['address', 'Main Street 1', { value: 'Main Street 1' }],
    ['participant', '5', [{ person_id: 5, primary: true }]],
    ['seconds', 5405, '01:30:05'],
    ['seconds', 90_000, '25:00:00'],
    ['flag', true, 1],
    ['instant', '2019-05-06T07:08:09.000Z', '2019-05-06T07:08:09Z'],
    ['utc', '2019-05-06T07:08:09.000Z', '2019-05-06 07:08:09'],
    ['money', 12.5, { value: 12.5, currency: 'EUR' }],
    ['clock', '10:00:00', { value: '10:00:00' }],
    [
      'contacts',
      ['a@x.org', 'b@x.org'],
      [
        { value: 'a@x.org', primary: true, label: 'work' },
        { value: 'b@x.org', primary: false, label: 'work' },
      ],
    ],
  ];
  for (const [form, ours, theirs] of both)
    it(`${form}: ${JSON.stringify(ours)}`, () => {
      assert.deepEqual(toWire(form, ours, 'EUR'), theirs);
      assert.deepEqual(fromWire(form, theirs), ours);
    });

  it('an empty set is null, which clears; an empty list is refused', () => {
    assert.equal(toWire('integers', [], 'EUR'), null);
  });
  it('one e-mail needs no list', () => {
    assert.deepEqual(toWire('contacts', 'a@x.org', 'EUR'), [
      { value: 'a@x.org', primary: true, label: 'work' },
    ]);
  });
  it('what is no number goes as it is, for the API to name the field', () => {
    assert.equal(toWire('integer', 'x1', 'EUR'), 'x1');
  });
});
