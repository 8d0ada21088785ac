import assert from 'node:assert/strict';
import { isEmpty, type Value } from '@migmap/engine/values';

describe('empty', () => {
  const cases: [Value, boolean][] = [
    [null, true],
    ['', true],
    [' \n', true],
    [[], true],
    [0, false],
    [false, false],
    ['x', false],
    [['x'], false],
    [{}, false],
  ];
  for (const [value, expected] of cases) {
    it(`${JSON.stringify(value)} is ${expected ? 'empty' : 'not empty'}`, () =>
      assert.equal(isEmpty(value), expected));
  }
});
