import assert from 'node:assert/strict';
import { conversion } from '@migmap/language/types/convert';
import { converterTo } from '@migmap/engine/mapping/convert/convert';
import { Misfit } from '@migmap/engine/mapping/misfit';
import { fieldKinds, type FieldKind } from '@migmap/engine/schema/types';
import type { Value } from '@migmap/engine/values';

/** A value that is typical of each kind, as the transform sees it. */
const typical: Partial<Record<FieldKind, Value>> = {
  text: 'Acme',
  longtext: 'Acme\nLtd',
  html: '<p>Acme</p>',
  phone: '+1415',
  url: 'https://acme.example',
  email: 'ada@acme.example',
  picklist: 'New',
  id: 'CO-1',
  number: 1.5,
  currency: 1.5,
  percent: 12,
  integer: 12,
  boolean: true,
  date: '2026-03-01',
  datetime: '2026-03-01T09:30:00.000Z',
  list: ['a', 'b'],
  multipicklist: ['a', 'b'],
};

describe('the conversion table and the transform', () => {
  for (const [from, value] of Object.entries(typical) as [FieldKind, Value][]) {
    for (const to of fieldKinds) {
      // References are settled by the load; the transform passes them through.
      if (to === 'reference') continue;
      const expected = conversion(from, to).result;
      if (expected === 'parses') continue;
      it(`agree that ${from} into ${to} ${expected === 'never' ? 'never goes' : 'goes'}`, () => {
        const field = { name: 'F', label: 'F', kind: to, createable: true, updateable: true };
        const goes = !(converterTo(field, undefined)(value) instanceof Misfit);
        assert.equal(goes, expected !== 'never');
      });
    }
  }
});
