import assert from 'node:assert/strict';
import { manifestEntries } from '@migmap/engine/manifest/entries';
import { manifestCsv } from '@migmap/engine/manifest/csv';
import { manifestGuide } from '@migmap/engine/manifest/guide';
import { resolveOptions } from '@migmap/engine/manifest/options';
import { manifestReport, type ManifestReport } from '@migmap/engine/manifest/types';
import type { DeclaredField, Mapping } from '@migmap/engine/mapping/ir';
import type { FieldProfile, SourceProfile } from '@migmap/engine/schema/profile';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';

const at = { file: 'main.migmap', line: 7, column: 3 };
const declared = (name: string, more: Partial<DeclaredField> = {}): DeclaredField => ({
  name,
  label: name,
  kind: 'text',
  externalId: false,
  unique: false,
  required: false,
  at,
  ...more,
});
const field = (name: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  name,
  label: name,
  kind: 'text',
  createable: true,
  updateable: true,
  ...more,
});
const account: ObjectSchema = {
  name: 'Account',
  label: 'Account',
  createable: true,
  updateable: true,
  deletable: true,
  idField: 'Id',
  fields: [
    field('Good', { length: 80, externalId: true, unique: true }),
    field('Short', { length: 10 }),
    field('Number', { kind: 'number' }),
    field('Locked', { createable: false }),
    field('Tier', { kind: 'picklist', restricted: true, values: [{ value: 'A', label: 'Gold' }] }),
    field('StageName', { kind: 'picklist', values: [{ value: 'Won', label: 'Won' }] }),
  ],
  recordTypes: [{ id: '012', name: 'Big', label: 'Big deals', active: true, stages: ['Won'] }],
};
const catalog = catalogOf(
  {
    formatVersion: 1,
    system: 'x',
    connection: 'local',
    discoveredAt: '2026-01-01T00:00:00Z',
    objects: [{ name: 'Account', label: 'Account', fields: 6, createable: true }],
  },
  [account],
);
const mapping = (fields: readonly DeclaredField[], more: Partial<Mapping> = {}): Mapping => ({
  name: 'Acme',
  source: 's',
  destination: 'x',
  tables: {},
  pipelines: [],
  declaredFields: [{ object: 'Account', create: false, fields }],
  maps: [],
  splits: [],
  exports: [],
  skips: [],
  tests: [],
  ...more,
});

describe('manifest', () => {
  const cases: [string, DeclaredField, string, RegExp | undefined][] = [
    [
      'a field that is there',
      declared('Good', { length: 18, externalId: true, unique: true }),
      'present',
      undefined,
    ],
    ['a field that is not', declared('Gone'), 'missing', undefined],
    ['too little room', declared('Short', { length: 18 }), 'different', /holds 10 characters, not 18/],
    ['another type', declared('Number'), 'different', /is number, not text/],
    ['no external id', declared('Short', { externalId: true }), 'different', /is not an external id/],
    ['not unique', declared('Short', { unique: true }), 'different', /is not unique/],
    ['not writable', declared('Locked'), 'different', /cannot be written/],
    [
      'missing options',
      declared('Tier', { kind: 'picklist', values: ['A', 'Gold', 'B'] }),
      'different',
      /lacks the values "B"/,
    ],
  ];
  for (const [what, wanted, state, difference] of cases) {
    it(`${what} is ${state}`, () => {
      const [entry] = manifestEntries(mapping([wanted]), catalog, undefined);
      assert.equal(entry!.state, state);
      assert.equal(entry!.line, 'main.migmap:7');
      if (difference) assert.match(entry!.differences.join(), difference);
      else assert.deepEqual(entry!.differences, []);
    });
  }

  describe('options of a picklist that are those of a source field', () => {
    const profileOf = (counts: Record<string, number>, rest: Partial<FieldProfile> = {}): SourceProfile => {
      const values = Object.entries(counts).map(([value, count]) => ({ value, count }));
      const seen = { field: 'tier', nulls: 0, distinct: values.length, longest: 6, samples: [], values };
      const other = { ...seen, values: [{ value: 'X', count: 1 }] };
      return {
        formatVersion: 1,
        connection: 'export',
        profiledAt: '2026-01-01T00:00:00Z',
        objects: [
          { object: 'Lead', records: 1, badRows: 0, fields: [other] },
          { object: 'Company', records: 12, badRows: 0, fields: [{ ...seen, ...rest }] },
        ],
      };
    };
    const tier = declared('Tier', { kind: 'picklist', valuesOf: 'Company.tier' });
    const several = declared('Several', { kind: 'multipicklist', valuesOf: 'Company.tier' });
    const entryOf = (field: DeclaredField, profile?: SourceProfile) =>
      manifestEntries(mapping([field]), catalog, undefined, profile)[0]!;

    it('are the values of the profile, most frequent first, once each', () => {
      const entry = entryOf(tier, profileOf({ Gold: 4, B: 3, ' ': 3, 'gold ': 2, b: 2 }));
      assert.deepEqual(entry.values, ['Gold', 'B']);
      assert.match(entry.differences.join(), /lacks the values "B"/);
      assert.equal(entry.problem, undefined);
    });
    it('are those of every list where a record may have several', () => {
      const profile = profileOf({ 'Golf; Chess': 4, Chess: 3, '["Go","Golf"]': 2 });
      assert.deepEqual(entryOf(several, profile).values, ['Chess', 'Golf', 'Go']);
    });
    const unknown: [string, SourceProfile | undefined, RegExp][] = [
      ['without a profile', undefined, /Company\.tier are not known: .*`migmap discover`/],
      [
        'of a field that was not profiled',
        profileOf({}, { field: 'level' }),
        /Company\.tier was not profiled/,
      ],
      [
        'of which some alone are kept',
        profileOf({ A: 1 }, { distinct: 1200 }),
        /1,200 different values.*write them/,
      ],
      [
        'of which too many stand there to count',
        profileOf({ A: 1 }, { distinct: 1, distinctCapped: true }),
        /more than 1 different/,
      ],
      ['of a field that is empty', profileOf({ ' ': 3 }), /is empty in every record/],
    ];
    for (const [what, profile, why] of unknown)
      it(`are not known ${what}: the entry says so`, () => {
        const entry = entryOf(several, profile);
        assert.equal(entry.state, 'missing');
        assert.equal(entry.values, undefined);
        assert.match(entry.problem ?? '', why);
        const about = {
          formatVersion: 1,
          mapping: 'A',
          destination: { connection: 'l', system: 'x' },
        } as const;
        assert.match(manifestCsv({ ...about, entries: [entry] }), why);
        assert.match(manifestGuide({ ...about, entries: [entry] }), why);
        const { ready, declared: all } = resolveOptions(mapping([several, tier, declared('Good')]), profile);
        assert.deepEqual(
          ready[0]?.fields.map((f) => f.name),
          ['Good'],
        );
        assert.equal(all[0]?.fields.length, 3);
      });
    it('do not matter for a field that is there', () => {
      const good = declared('Good', { kind: 'text', valuesOf: 'Company.tier' });
      assert.deepEqual([entryOf(good).state, entryOf(good).problem], ['present', undefined]);
    });
  });

  it('knows nothing of a destination that was never discovered', () =>
    assert.equal(manifestEntries(mapping([declared('Good')]), undefined, undefined)[0]!.state, 'unknown'));

  it('tells which pipelines and stages are missing', () => {
    const block = {
      sourceObject: 'Deal',
      sourcePipelineField: 'pipeline',
      sourceStageField: 'stage',
      destinationObject: 'Account',
      destinationPipelineField: 'RecordTypeId',
      destinationStageField: 'StageName',
      otherwise: { kind: 'hold' } as const,
      at,
      pipelines: [
        {
          source: 'E',
          destination: 'Big deals',
          stages: [
            { source: 'w', destination: 'Won' },
            { source: 'd', destination: 'Deep', probability: 10 },
          ],
        },
        { source: 'F', destination: 'Small', stages: [] },
      ],
    };
    const entries = manifestEntries(mapping([], { pipelines: [block] }), catalog, undefined);
    assert.deepEqual(
      entries.map((e) => [e.what, e.name, e.state]),
      [
        ['pipeline', 'Big deals', 'present'],
        ['stage', 'Won', 'present'],
        ['stage', 'Deep', 'missing'],
        ['pipeline', 'Small', 'missing'],
      ],
    );
  });

  it('is written as CSV and as a guide', () => {
    const entries = manifestEntries(
      mapping([declared('Gone', { label: '=1+1', externalId: true }), declared('Good')]),
      catalog,
      undefined,
    );
    const report: ManifestReport = {
      formatVersion: 1,
      mapping: 'Acme',
      destination: { connection: 'local', system: 'x', discoveredAt: '2026-01-01T00:00:00Z' },
      entries,
    };
    assert.deepEqual(manifestReport.parse(report), report);
    assert.match(
      manifestCsv(report),
      /^State,What.*\nmissing,field,Account,Gone,'=1\+1,text,yes,,,,,main\.migmap:7\n/,
    );
    const guide = manifestGuide(report);
    assert.match(guide, /2 entries, 1 to do/);
    assert.match(guide, /- \[ \] Field `Gone` “=1\+1”: text, external id: \*\*missing\*\*/);
    assert.match(guide, /- \[x\] Field `Good`/);
  });
});
