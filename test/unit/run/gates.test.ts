import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mapping, OwnerRule } from '@migmap/engine/mapping/ir';
import type { RunOptions } from '@migmap/engine/run/run';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { field, fakeSchema } from '../../support/engine/fake-schema.ts';
import { fakeSource, textOf } from '../../support/engine/fake-source.ts';
import { at, from, mapping, objectMap, owner, ownersByEmail } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

const source = fakeSource({
  User: [
    { id: 'u1', email: 'ada@example.org' },
    { id: 'u2', email: 'new@example.org' },
    { id: 'u3', email: 'gone@example.org' },
  ],
  Company: ['u1', 'u2', 'u2', 'u3', 'u4'].map((o, i) => ({ id: `c${i}`, name: `C${i}`, owner: o })),
});
const owned = objectMap('Company', 'Account', { Name: from('name'), OwnerId: owner('owner') });
const withRule = (unmatched: OwnerRule['unmatched']): Mapping =>
  mapping([owned], { owners: { ...ownersByEmail, unmatched } });

describe('a gate', () => {
  const folder = temporaryFolder();

  it('is closed while owners are unmatched, and owners.csv is the queue', async () => {
    const destination = fakeDestination();
    const state = folder();
    const outcome = await run(withRule({ kind: 'hold' }), source, destination, state);
    assert.equal(outcome.exitCode, 2);
    assert.equal(outcome.report.state, 'gate-closed');
    assert.equal(destination.requests.length, 0);
    const gate = outcome.report.gates.find((g) => g.gate === 'owners');
    assert.deepEqual(gate?.reasons, [
      'new@example.org: no user has this e-mail, 2 records.',
      'gone@example.org: the user is inactive, 1 records.',
      'u4: not a user of the source, 1 records.',
    ]);
    assert.deepEqual(outcome.report.owners.matched, 1);
    const queue = readFileSync(join(state, 'crm', 'owners.csv'), 'utf8').split('\n');
    assert.match(queue[1] ?? '', /^u2,new@example.org,,2,no user has this e-mail/);
    assert.equal(outcome.report.files['owners.csv'], join(state, 'crm', 'owners.csv'));
  });

  it('is passed by holding the records of unmatched owners alone', async () => {
    const destination = fakeDestination();
    const outcome = await run(withRule({ kind: 'hold' }), source, destination, folder(), {
      holdUnmatched: true,
    });
    assert.equal(outcome.exitCode, 3);
    assert.deepEqual([outcome.report.totals.created, outcome.report.totals.held], [1, 4]);
  });

  it('opens when unmatched owners have a substitute', async () => {
    const destination = fakeDestination();
    const outcome = await run(
      withRule({ kind: 'use', email: 'bob@example.org' }),
      source,
      destination,
      folder(),
    );
    assert.equal(outcome.exitCode, 0);
    assert.deepEqual(
      destination.all('Account').map((a) => a.values['OwnerId']),
      ['U1', 'U2', 'U2', 'U2', 'U2'],
    );
  });

  const status = field('Status', 'picklist', {
    restricted: true,
    values: [{ value: 'Open', label: 'Open' }],
  });
  const schema = fakeSchema.map((o) => (o.name === 'Lead' ? { ...o, fields: [...o.fields, status] } : o));
  const lead = (fields: Parameters<typeof objectMap>[2]) =>
    objectMap('Company', 'Lead', { LastName: from('name'), ...fields });
  const closed: {
    name: string;
    gate: string;
    mapping: Mapping;
    options?: Partial<RunOptions>;
    reason: RegExp;
  }[] = [
    {
      name: 'a field that is not there',
      gate: 'schema',
      mapping: mapping([lead({ Nope: from('name') })]),
      reason: /Lead has no field Nope/,
    },
    {
      name: 'a field that cannot be written',
      gate: 'schema',
      mapping: mapping([lead({ Id: from('name') })]),
      reason: /Lead\.Id cannot be written/,
    },
    {
      name: 'an object that is not there',
      gate: 'schema',
      mapping: mapping([objectMap('Company', 'Nothing', {})]),
      reason: /no object Nothing/,
    },
    {
      name: 'a declared field of another type',
      gate: 'schema',
      mapping: mapping([lead({})], {
        declaredFields: [
          {
            object: 'Lead',
            create: false,
            fields: [
              {
                name: 'Email',
                label: 'E',
                kind: 'number',
                externalId: false,
                unique: false,
                required: false,
                at: at(),
              },
            ],
          },
        ],
      }),
      reason: /declared as number but is email/,
    },
    {
      name: 'a table value that the picklist lacks',
      gate: 'values',
      mapping: mapping([lead({ Status: { kind: 'via', value: from('name'), table: 'T' } })], {
        tables: {
          T: {
            name: 'T',
            entries: [{ source: 'a', destination: 'Shut' }],
            otherwise: { kind: 'hold' },
            at: at(),
          },
        },
      }),
      reason: /does not take "Shut"/,
    },
    {
      name: 'production without a sign-off',
      gate: 'signoff',
      mapping: mapping([lead({})]),
      options: { stage: 'production' },
      reason: /signed off/,
    },
  ];
  for (const c of closed)
    it(`is closed for ${c.name}`, async () => {
      const destination = fakeDestination({ schema });
      const outcome = await run(c.mapping, source, destination, folder(), c.options);
      assert.equal(outcome.exitCode, 2);
      const gate = outcome.report.gates.find((g) => !g.open);
      assert.equal(gate?.gate, c.gate);
      assert.match(gate.reasons.join(), c.reason);
      assert.ok(gate.remedy);
      assert.equal(destination.requests.length, 0);
    });

  it('closes when most of what is sent is refused, and says by error, field and line what for', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => ({ id: `c${i}`, name: `C${i}` }));
    const destination = fakeDestination({
      refuse: (_, { LastName: name }) =>
        Number(textOf(name).slice(1)) % 2
          ? { class: 'duplicate', code: 'OTHER', message: 'no' }
          : { class: 'validation', code: 'RULE', message: `no ${textOf(name)}`, fields: ['LastName'] },
    });
    const plan = mapping([lead({})]);
    const outcome = await run(plan, fakeSource({ Company: rows }), destination, folder());
    assert.equal(outcome.exitCode, 2);
    assert.ok(destination.requests.length < 20);
    const gate = outcome.report.gates.find((g) => g.gate === 'errors');
    const [budget, ...kinds] = gate?.reasons ?? [];
    assert.equal(gate?.state, 'closed');
    assert.match(budget ?? '', /^Company->Lead: (\d+) of \1 records were refused, and 50 % is the budget/);
    const [map] = plan.maps;
    const lineOf = (line: number | undefined) => `main\\.migmap:${line}`;
    assert.match(kinds.join('\n'), new RegExp(`\\d+ held: OTHER: no \\(${lineOf(map?.at.line)}, Company`));
    assert.match(
      kinds.join('\n'),
      new RegExp(`\\d+ failed: RULE: for example no C\\d+ \\(LastName, ${lineOf(map?.fields[0]?.at.line)}, `),
    );
    const end = outcome.events.findLast((e) => e.event === 'gate');
    assert.deepEqual(end, { event: 'gate', ...gate });
  });
});
