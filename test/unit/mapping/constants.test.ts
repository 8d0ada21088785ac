import assert from 'node:assert/strict';
import { checkConstant, NotLoaded } from '@migmap/engine/mapping/functions/constants';
import type { ConstantRole } from '@migmap/engine/mapping/functions/signature';
import { signatureOf } from '@migmap/engine/mapping/functions/signatures';

describe('literal arguments', () => {
  const cases: [ConstantRole, string, boolean][] = [
    ['pattern', '^CO-[0-9]+$', true],
    ['pattern', '(', false],
    ['timeZone', 'Europe/Berlin', true],
    ['timeZone', 'Berlin', false],
    ['country', 'Germany', true],
    ['country', 'Allemagne', true],
    ['country', 'DE', true],
    ['country', 'U.S.A.', true],
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
    it(`${constant} "${text}" is ${good ? 'good' : 'refused with a reason'}`, async () => {
      const choices = ['code', 'name'];
      const parameter = { name: 'p', type: 'text', doc: '', constant, choices } as const;
      let problem = checkConstant(parameter, text);
      if (problem instanceof NotLoaded) {
        await problem.load();
        problem = checkConstant(parameter, text);
      }
      assert.ok(!(problem instanceof NotLoaded));
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
