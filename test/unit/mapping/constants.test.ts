import assert from 'node:assert/strict';
import { checkConstant } from '@migmap/engine/mapping/functions/constants';
import type { ConstantRole } from '@migmap/engine/mapping/functions/signature';
import { signatureOf } from '@migmap/engine/mapping/functions/signatures';

describe('literal arguments', () => {
  const cases: [ConstantRole, string, boolean][] = [
    ['pattern', '^CO-[0-9]+$', true],
    ['pattern', '(', false],
    ['timeZone', 'Europe/Berlin', true],
    ['timeZone', 'Berlin', false],
    ['country', 'Germany', true],
    ['country', 'Atlantis', false],
    ['dateFormat', 'dd.MM.yyyy', true],
    ['dateFormat', 'iso', true],
    ['dateFormat', 'DD.MM.YYYY', false],
    ['dateFormat', 'dd.MM.', false],
    ['choice', 'code', true],
    ['choice', 'iso2', false],
    ['elementField', 'email', true],
  ];
  for (const [constant, text, good] of cases) {
    it(`${constant} "${text}" is ${good ? 'good' : 'refused with a reason'}`, () => {
      const choices = ['code', 'name'];
      const problem = checkConstant({ name: 'p', type: 'text', doc: '', constant, choices }, text);
      if (good) assert.equal(problem, undefined);
      else assert.match(problem ?? '', /\w/);
    });
  }
  it('accept every choice that a signature offers', () => {
    const as = signatureOf('country')?.parameters[1];
    assert.ok(as?.choices?.length);
    for (const choice of as.choices) assert.equal(checkConstant(as, choice), undefined);
  });
});
