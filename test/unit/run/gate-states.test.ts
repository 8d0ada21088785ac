import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gateBoard, gateNames } from '@migmap/engine/run/gates/board';
import type { Finding, Gate } from '@migmap/engine/run/gates/gate';
import type { RunOptions } from '@migmap/engine/run/run';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { fakeDestination, fakeUsers, type FakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSchema, field } from '../../support/engine/fake-schema.ts';
import { fakeSource, textOf } from '../../support/engine/fake-source.ts';
import { from, literal, mapping, objectMap, owner, ownersByEmail } from '../../support/engine/mapping.ts';
import { run, temporaryFolder, type Ran } from '../../support/engine/run.ts';
import { signedOff } from '../../support/engine/signed.ts';

describe('gates', () => {
  const closes: Finding = { closes: ['a'], remedy: 'mend' };
  const holds: Finding = { closes: [], holds: ['b'], remedy: 'mend' };
  const nothing: Finding = { closes: [], remedy: 'mend' };
  const transitions: [string, Finding[], Gate['state'], string[]][] = [
    ['waiting at first', [], 'waiting', []],
    ['waiting → open', [nothing], 'open', []],
    ['waiting → held', [holds], 'held', ['b']],
    ['waiting → closed', [closes], 'closed', ['a']],
    ['closed → open', [closes, nothing], 'open', []],
    ['closed → held', [closes, holds], 'held', ['b']],
    ['held → closed', [holds, closes], 'closed', ['a']],
    ['held → open', [holds, nothing], 'open', []],
    ['open → closed', [nothing, closes], 'closed', ['a']],
    ['open → held', [nothing, holds], 'held', ['b']],
    ['closed by one thing, held by another', [{ ...closes, holds: ['b'] }], 'closed', ['a', 'b']],
  ];
  for (const [name, findings, state, reasons] of transitions)
    for (const gate of gateNames)
      it(`${gate}: ${name}`, () => {
        const heard: Gate[] = [];
        const board = gateBoard((g) => heard.push(g));
        for (const finding of findings) board.judge(gate, finding);
        const now = board.all().find((g) => g.gate === gate)!;
        assert.deepEqual([now.state, now.open, now.reasons], [state, state !== 'closed', reasons]);
        assert.equal(now.remedy, state === 'closed' || state === 'held' ? 'mend' : undefined);
        assert.deepEqual(heard.length, findings.length);
        assert.deepEqual(board.closed(), state === 'closed' ? [now] : []);
        assert.ok(board.all().every((g) => g.gate === gate || g.state === 'waiting'));
      });

  it('stand in the order in which a load passes them', () =>
    assert.deepEqual(gateNames, [
      'schema',
      'owners',
      'values',
      'signoff',
      'confirmation',
      'errors',
      'balance',
    ]));
});

/** A gate that a run finds closed, and what a person does as its remedy says. */
interface Case {
  readonly gate: Gate['gate'];
  readonly what: string;
  readonly mapping: Mapping;
  readonly closed: () => FakeDestination;
  readonly options?: Partial<RunOptions>;
  readonly opened?: () => FakeDestination;
  readonly afterwards?: Partial<RunOptions>;
  /** In the connection's folder, between the runs. */
  readonly between?: (folder: string) => void;
  readonly state?: Gate['state'];
}

describe('a closed gate', () => {
  const folder = temporaryFolder();
  const source = fakeSource({
    User: [
      { id: 'u1', email: 'ada@example.org' },
      { id: '=u2', email: 'new@example.org' },
    ],
    Company: ['u1', '=u2'].map((o, i) => ({ id: `c${i}`, name: `C${i}`, owner: o })),
  });
  const plain = mapping([objectMap('Company', 'Lead', { LastName: from('name') })]);
  const owned = mapping([objectMap('Company', 'Account', { Name: from('name'), OwnerId: owner('owner') })], {
    owners: { ...ownersByEmail, unmatched: { kind: 'hold' } },
  });
  const rated = mapping([objectMap('Company', 'Lead', { LastName: from('name'), Rating: literal('Hot') })]);
  const withRating = (...values: string[]) =>
    fakeDestination({
      schema: fakeSchema.map((o) => {
        const rating = field('Rating', 'picklist', {
          restricted: true,
          values: values.map((value) => ({ value, label: value })),
        });
        return o.name === 'Lead' ? { ...o, fields: [...o.fields, rating] } : o;
      }),
    });
  const giveTo = (user: string) => (connection: string) => {
    const queue = join(connection, 'owners.csv');
    const lines = readFileSync(queue, 'utf8').trim().split('\n');
    const column = lines[0]!.split(',').indexOf('give to');
    assert.match(lines[1]!, /^'=u2,/);
    const cells = lines[1]!.split(',');
    cells[column] = user;
    // As a spreadsheet of another country saves it.
    writeFileSync(
      queue,
      `\uFEFF${[lines[0]!, cells.join(','), ...lines.slice(2)].join('\r\n').replaceAll(',', ';')}\r\n`,
    );
  };
  const production = { stage: 'production', destinationName: 'live' } as const;

  const cases: Case[] = [
    {
      gate: 'schema',
      what: 'the field is made',
      mapping: rated,
      closed: fakeDestination,
      opened: () => withRating('Hot'),
    },
    {
      gate: 'values',
      what: 'the value is added',
      mapping: rated,
      closed: () => withRating('Cold'),
      opened: () => withRating('Cold', 'hot'),
    },
    {
      gate: 'owners',
      what: 'the user is provisioned',
      mapping: owned,
      closed: fakeDestination,
      opened: () =>
        fakeDestination({
          users: [...fakeUsers, { id: 'U5', email: 'NEW@example.org', name: 'New', active: true }],
        }),
    },
    {
      gate: 'owners',
      what: 'owners.csv gives them to another by e-mail',
      mapping: owned,
      closed: fakeDestination,
      between: giveTo('Bob@example.org'),
    },
    {
      gate: 'owners',
      what: 'owners.csv gives them to another by id',
      mapping: owned,
      closed: fakeDestination,
      between: giveTo('U2'),
    },
    {
      gate: 'owners',
      what: 'their records are held',
      mapping: owned,
      closed: fakeDestination,
      afterwards: { holdUnmatched: true },
      state: 'held',
    },
    {
      gate: 'confirmation',
      what: 'the right name is typed',
      mapping: plain,
      closed: fakeDestination,
      options: production,
      afterwards: { ...production, confirm: async () => ' live ' },
    },
    {
      gate: 'confirmation',
      what: 'the wrong name was typed, then the right one',
      mapping: plain,
      closed: fakeDestination,
      options: { ...production, confirm: async () => 'Live' },
      afterwards: { ...production, confirm: async () => 'live' },
    },
  ];
  for (const c of cases)
    it(`${c.gate} opens when ${c.what}`, async () => {
      const state = folder();
      if (c.options?.stage === 'production') await signedOff(state, c.mapping, source, fakeDestination());
      const stateOf = ({ report }: Ran) => report.gates.find((g) => g.gate === c.gate)!;
      const closed = c.closed();
      const before = await run(c.mapping, source, closed, state, c.options);
      assert.deepEqual([before.exitCode, stateOf(before).state, closed.requests.length], [2, 'closed', 0]);
      assert.ok(stateOf(before).reasons.length > 0 && stateOf(before).remedy);
      c.between?.(join(before.directory, '../..'));
      const after = await run(c.mapping, source, (c.opened ?? c.closed)(), state, c.afterwards ?? c.options);
      assert.equal(stateOf(after).state, c.state ?? 'open');
      assert.equal(after.exitCode, c.state === 'held' ? 3 : 0);
      assert.ok(after.report.gates.every((g) => g.state === 'open' || g.gate === c.gate));
    });

  it('errors opens when what was refused is mended, and nothing is loaded twice', async () => {
    const state = folder();
    const rows = Array.from({ length: 600 }, (_, i) => ({ id: `c${i}`, name: `C${i}` }));
    const many = fakeSource({ Company: rows });
    let mended = false;
    const destination = fakeDestination({
      refuse: (_, { LastName: name }) =>
        mended || !textOf(name).endsWith('1')
          ? undefined
          : { class: 'validation', code: 'RULE', message: 'no', fields: ['LastName'] },
      file: join(state, 'destination.sqlite'),
    });
    const states = ({ report }: Ran) => report.gates.slice(-2).map((g) => g.state);
    const spent = await run(
      plain,
      many,
      fakeDestination({ refuse: () => ({ class: 'validation', code: 'RULE', message: 'no' }) }),
      state,
    );
    assert.deepEqual([spent.exitCode, states(spent)], [2, ['closed', 'waiting']]);
    const some = await run(plain, many, destination, state);
    assert.deepEqual([some.exitCode, states(some)], [3, ['open', 'open']]);
    mended = true;
    const all = await run(plain, many, destination, state, { retryHeld: true });
    assert.deepEqual([all.exitCode, states(all)], [0, ['open', 'open']]);
    assert.equal(destination.all('Lead').length, rows.length);
  });

  it('balance opens when what was lost is loaded again', async () => {
    const state = folder();
    let taken = false;
    const destination: FakeDestination = fakeDestination({
      after: () => {
        if (taken) return;
        taken = true;
        destination.remove('Lead', destination.all('Lead')[0]!.id);
      },
    });
    const gate = ({ report }: Ran) => report.gates.find((g) => g.gate === 'balance')!;
    const lost = await run(plain, source, destination, state);
    assert.deepEqual([lost.exitCode, gate(lost).state], [2, 'closed']);
    assert.match(
      gate(lost).reasons.join(),
      /gained 1 records, but 2 were created; 1 of them are no longer there/,
    );
    assert.match(gate(lost).remedy!, /--retry-held/);
    const again = await run(plain, source, destination, state, { retryHeld: true });
    assert.deepEqual([again.exitCode, gate(again).state, again.report.totals.created], [0, 'open', 1]);
    assert.equal(destination.all('Lead').length, 2);
  });
});
