import assert from 'node:assert/strict';
import { idSource, makeId, normalizeId, ordinalOf } from '@migmap/emulators/salesforce/ids';

describe('Salesforce ids', () => {
  const known: [string, string][] = [
    // Two ids recorded from real orgs, with the suffixes that the platform gave them.
    ['01254000001upcK', '01254000001upcKAAQ'],
    ['0035500001H9kZu', '0035500001H9kZuAAJ'],
    ['012000000000000', '012000000000000AAA'],
  ];
  for (const [short, long] of known) {
    it(`${short} is ${long}`, () => {
      assert.equal(normalizeId(short), long);
      assert.equal(normalizeId(long), long);
    });
  }

  it('find back the case of a long id', () =>
    assert.equal(normalizeId('0035500001h9kzuaaj'), '0035500001H9kZuAAJ'));

  for (const text of ['', 'abc', '001', '0035500001H9kZu!', '0035500001H9kZuAA', 'a@b.example'])
    it(`"${text}" is none`, () => assert.equal(normalizeId(text), undefined));

  it('count up in the order in which they sort', () => {
    const next = idSource(() => 60);
    const ids = Array.from({ length: 200 }, () => next('001'));
    assert.deepEqual([...ids].toSorted(), ids);
    assert.equal(new Set(ids).size, 200);
    assert.equal(ordinalOf(ids.at(-1) ?? ''), 260);
    assert.equal(normalizeId(makeId('003', 1_000_000)), makeId('003', 1_000_000));
  });
});
