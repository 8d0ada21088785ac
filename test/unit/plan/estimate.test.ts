import assert from 'node:assert/strict';
import type { Capabilities, RateModel } from '@migmap/engine/connectors/capabilities';
import type { ObjectMap } from '@migmap/engine/mapping/ir';
import { channelFor } from '@migmap/engine/plan/channel';
import { planLoad } from '@migmap/engine/plan/plan';
import { shareOf } from '@migmap/engine/plan/share';
import { secondsByRate } from '@migmap/engine/plan/time';
import type { ObjectProfile, SourceProfile } from '@migmap/engine/schema/profile';
import { lines, mappingOf, objectMap } from '../mapping/build.ts';
import { parseExpr } from '../mapping/parse-expr.ts';

const channel = { maxBytes: 1e6, atomic: false, inFlight: 5 };

function capabilities(rest: Partial<Capabilities> = {}): Capabilities {
  return {
    channels: [
      { ...channel, name: 'collections', maxRecords: 200, worthFrom: 0, costPerRequest: 1 },
      {
        ...channel,
        name: 'bulk',
        maxRecords: 10_000,
        worthFrom: 2000,
        costPerRequest: 6,
        not: ['ContentVersion'],
      },
    ],
    maxInFlight: 10,
    upsert: 'field',
    createdTimes: { mode: 'insert', fields: [] },
    createsFields: false,
    createsStages: false,
    createsUsers: false,
    deletes: 'bin',
    mail: true,
    maxFileBytes: 1e9,
    rate: { kind: 'daily', max: 100_000, remaining: 100_000 },
    ...rest,
  };
}

const activity: ObjectProfile = {
  object: 'Activity',
  records: 100,
  badRows: 0,
  fields: [
    {
      field: 'type',
      nulls: 10,
      distinct: 2,
      values: [
        { value: 'call', count: 60 },
        { value: 'note', count: 30 },
      ],
      longest: 4,
      samples: [],
    },
    { field: 'body', nulls: 20, distinct: 1000, distinctCapped: true, values: [], longest: 900, samples: [] },
  ],
};
const profile: SourceProfile = {
  formatVersion: 1,
  connection: 'export',
  profiledAt: '2026-01-01T00:00:00.000Z',
  objects: [activity],
};

describe('share of a condition', () => {
  const cases: [string, number, string][] = [
    ['type == "call"', 0.6, 'exact'],
    ['type != "call"', 0.4, 'exact'],
    ['type == "call" or type == "note"', 0.9, 'exact'],
    ['type == "meeting"', 0, 'exact'],
    ['type == "call" and body == "x"', 0.6, 'atMost'],
    ['subject == "x"', 1, 'atMost'],
  ];
  for (const [where, part, certainty] of cases) {
    it(`${where}: ${certainty} ${part}`, () =>
      assert.deepEqual(shareOf(mappingOf([]), parseExpr(where), activity), { part, certainty }));
  }
  it('counts what is empty even where the values are too many to know', () => {
    const where = {
      kind: 'isEmpty',
      value: { kind: 'field', path: ['body'] },
      negated: true,
    } as const;
    assert.deepEqual(shareOf(mappingOf([]), where, activity), { part: 0.8, certainty: 'exact' });
    const both = {
      kind: 'binary',
      operator: 'and',
      left: parseExpr('type == "call"'),
      right: where,
    } as const;
    assert.deepEqual(shareOf(mappingOf([]), both, activity), { part: 0.6 * 0.8, certainty: 'estimated' });
  });
});

describe('channel', () => {
  const cases: [string, number, string][] = [
    ['Task', 100, 'collections'],
    ['Task', 2000, 'bulk'],
    ['ContentVersion', 5000, 'collections'],
  ];
  for (const [object, records, name] of cases) {
    it(`${records} of ${object} by ${name}`, () =>
      assert.equal(channelFor(capabilities(), object, records)?.name, name));
  }
});

describe('seconds by rate', () => {
  const cases: [RateModel, number, number][] = [
    [{ kind: 'unlimited' }, 1e9, 0],
    [{ kind: 'window', requests: 100, seconds: 60 }, 1000, 600],
    [{ kind: 'daily', max: 100, remaining: 50 }, 50, 0],
    [{ kind: 'daily', max: 100, remaining: 50 }, 151, 2 * 86_400],
    [{ kind: 'tokens', perDay: 10, remaining: 10, burst: { requests: 1, seconds: 1 } }, 11, 86_400],
  ];
  for (const [rate, cost, seconds] of cases) {
    it(`${rate.kind} with a cost of ${cost}: ${seconds} s`, () =>
      assert.equal(secondsByRate(rate, cost), seconds));
  }
});

describe('estimate of a plan', () => {
  const call = objectMap({
    id: 'call',
    sourceObject: 'Activity',
    destinationObject: 'Task',
    where: parseExpr('type == "call"'),
    fields: lines({ Subject: 'subject' }),
  });
  const plan = (maps: readonly ObjectMap[], count: number, rest: Partial<Capabilities> = {}) =>
    planLoad({
      mapping: mappingOf(maps),
      counts: { Activity: count },
      profile,
      capabilities: capabilities(rest),
    });

  it('counts records, requests and cost of each phase', () => {
    const { phases, totals, warnings } = plan([call], 50_000);
    const estimate = phases[0]?.estimate;
    assert.equal(estimate?.records, 30_000);
    assert.equal(estimate?.channel, 'bulk');
    assert.equal(estimate?.requests, 3);
    assert.equal(estimate?.cost, 18);
    assert.equal(totals?.shareOfDay, 18 / 100_000);
    assert.ok((totals?.seconds ?? 0) > 0);
    assert.deepEqual(warnings, []);
  });

  it('adds the second pass and the look-ups of match', () => {
    const self = objectMap({
      sourceObject: 'Activity',
      destinationObject: 'Task',
      match: { fields: ['Subject'], onConflict: 'fill' },
      fields: lines({ ParentId: 'ref(activity_id)' }),
    });
    const estimate = plan([self], 1000).phases[0]?.estimate;
    assert.equal(estimate?.secondPassRecords, 1000);
    assert.equal(estimate?.requests, 5 + 5 + 5);
  });

  it('counts the branches of a split without what earlier ones took', () => {
    const branch = (id: string, number: number, where?: string) =>
      objectMap({
        id,
        sourceObject: 'Activity',
        destinationObject: id,
        split: { id: 's', branch: number },
        ...(where !== undefined && { where: parseExpr(where) }),
        fields: [],
      });
    const { phases } = plan([branch('A', 0, 'type == "call"'), branch('B', 1)], 1000);
    assert.deepEqual(
      phases.map(({ estimate }) => estimate?.records),
      [600, 400],
    );
  });

  const warned: [string, Partial<Capabilities>, RegExp][] = [
    ['quota', { rate: { kind: 'daily', max: 100, remaining: 5 } }, /takes about 18 requests, but 5 are left/],
    [
      'half the quota',
      { rate: { kind: 'daily', max: 100, remaining: 20 } },
      /takes about 90 % of the requests/,
    ],
    [
      'bulk rows',
      {
        rate: {
          kind: 'daily',
          max: 1e6,
          remaining: 1e6,
          bulkRowsPerDay: { max: 100, remaining: 100 },
        },
      },
      /writes about 30,000 rows in bulk, but 100 are left/,
    ],
    [
      'storage',
      { storage: { bytesPerRecord: { '*': 2048 }, dataMb: { max: 10, remaining: 10 } } },
      /takes about 59 MB of data storage, but 10 MB are left/,
    ],
  ];
  for (const [what, rest, expected] of warned) {
    it(`warns of the ${what}`, () => {
      const { warnings } = plan([call], 50_000, rest);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', expected);
    });
  }

  it('says which phases it could not count', () => {
    const { warnings, totals } = planLoad({ mapping: mappingOf([call]), capabilities: capabilities() });
    assert.match(warnings[0] ?? '', /leaves out call/);
    assert.equal(totals, undefined);
  });

  it('counts tokens by object, and says how many days a budget of tokens makes of a load', () => {
    const single: Capabilities['channels'][number] = {
      ...channel,
      name: 'single',
      maxRecords: 1,
      worthFrom: 0,
      costPerRequest: 5,
      costs: { Note: 10 },
    };
    const tokens = capabilities({
      channels: [single],
      rate: { kind: 'tokens', perDay: 400, remaining: 300, burst: { requests: 20, seconds: 2 } },
      lookUp: { records: 500, cost: 10 },
    });
    const mapping = mappingOf([
      objectMap({ id: 'a', sourceObject: 'Activity', destinationObject: 'Note', fields: [] }),
      objectMap({
        id: 'b',
        sourceObject: 'Activity',
        destinationObject: 'Deal',
        match: { fields: ['x'], onConflict: 'fill' },
        fields: [],
      }),
    ]);
    const plan = planLoad({ mapping, capabilities: tokens, counts: { Activity: 100 } });
    assert.deepEqual(
      plan.phases.map((p) => p.estimate?.cost),
      [1000, 510],
    );
    assert.equal(plan.totals?.unit, 'tokens');
    assert.match(plan.warnings.join(), /about 1,510 tokens: 5 days, with 300 left today and 400 a day/);
    assert.match(plan.warnings.join(), /more seats or a top-up shorten it/);
  });
});
