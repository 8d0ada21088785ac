import assert from 'node:assert/strict';
import type { OwnerRule } from '@migmap/engine/mapping/ir';
import { ownersCsv } from '@migmap/engine/owners/csv';
import { reconcileOwners } from '@migmap/engine/owners/owners';

const rule: OwnerRule = {
  sourceObject: 'User',
  sourceField: 'email',
  destinationObject: 'User',
  destinationField: 'Email',
  unmatched: { kind: 'hold' },
  at: { file: 'main.migmap', line: 3, column: 1 },
};
const sourceUsers = [
  { id: 'u1', email: ' Ada@Example.org' },
  { id: 'u2', email: 'off@example.org' },
  { id: 'u3', email: null },
];
const users = [
  { id: 'D0', email: 'ada@example.org', name: 'Old Ada', active: false },
  { id: 'D1', email: 'ADA@example.org', name: 'Ada', active: true },
  { id: 'D2', email: 'off@example.org', name: 'Off', active: false },
];

describe('owners', () => {
  const cases: [met: string, destination: string | undefined, problem: string | undefined][] = [
    ['u1', 'D1', undefined],
    ['ada@EXAMPLE.org', 'D1', undefined],
    ['u2', undefined, 'the user is inactive'],
    ['u3', undefined, 'not a user of the source'],
    ['u9', undefined, 'not a user of the source'],
    ['new@example.org', undefined, 'no user has this e-mail'],
  ];
  for (const [met, destination, problem] of cases)
    it(`${met}: ${destination ?? problem}`, () => {
      const owners = reconcileOwners(rule, sourceUsers, new Map([[met, 4]]), users);
      assert.equal(owners.destinationOf(met), destination);
      assert.equal(owners.matches[0]?.problem, problem);
      assert.equal(owners.unmatched.length, destination === undefined ? 1 : 0);
    });

  it('are given placeholder users where the destination makes them', () => {
    const placeholder: OwnerRule = { ...rule, unmatched: { kind: 'placeholder' } };
    const met = new Map([
      ['new@example.org', 4],
      ['u2', 1],
      ['u3', 1],
    ]);
    const owners = reconcileOwners(placeholder, sourceUsers, met, users, undefined, true);
    assert.deepEqual(
      owners.placeholders.map((m) => m.value),
      ['new@example.org'],
    );
    assert.deepEqual(
      owners.unmatched.map((m) => m.value),
      ['u2', 'u3'],
    );
    assert.deepEqual(owners.problems, []);
    assert.match(ownersCsv(owners.matches), /new@example\.org.*a placeholder user is made by the load/);
  });

  const rules: [string, OwnerRule | undefined, RegExp | undefined][] = [
    ['no rule', undefined, /no `owners match/],
    [
      'a substitute that is not there',
      { ...rule, unmatched: { kind: 'use', email: 'no@example.org' } },
      /no@example\.org/,
    ],
    [
      'an inactive substitute',
      { ...rule, unmatched: { kind: 'use', email: 'off@example.org' } },
      /no active user/,
    ],
    ['placeholders', { ...rule, unmatched: { kind: 'placeholder' } }, /cannot be made/],
    ['hold', rule, undefined],
  ];
  for (const [name, r, problem] of rules)
    it(`with ${name}: ${problem === undefined ? 'works' : 'says why it cannot work'}`, () => {
      const { problems } = reconcileOwners(r, sourceUsers, new Map([['u2', 1]]), users);
      if (problem === undefined) assert.deepEqual(problems, []);
      else assert.match(problems.join(), problem);
    });

  it('stand in the queue with the unmatched first, and no cell is a formula', () => {
    const { matches } = reconcileOwners(
      rule,
      sourceUsers,
      new Map([
        ['u1', 9],
        ['=evil()', 1],
        ['u2', 5],
      ]),
      users,
    );
    const rows = ownersCsv(matches).trim().split('\n').slice(1);
    assert.deepEqual(
      rows.map((r) => r.split(',')[0]),
      ['u2', "'=evil()", 'u1'],
    );
  });
});
