import type { BadRow, SourceRecord } from '../connectors/source.ts';
import type { Journal, SourceFact } from '../journal/journal.ts';
import { isDeferred, type DraftValue } from '../mapping/draft.ts';
import type { Mapping, ObjectMap } from '../mapping/ir.ts';
import type { PreparedMap } from '../mapping/transform.ts';
import { walk } from '../mapping/walk.ts';
import type { SourceUser } from '../owners/owners.ts';
import type { RunOptions } from './options.ts';
import { rechunk } from './rechunk.ts';
import { stagedFields, stagedWorld, stageRecords } from './stage.ts';
import { RunInterrupted } from './stop.ts';

/** What a survey needs of a run: no destination. */
type Surveyed = Pick<RunOptions, 'mapping' | 'source' | 'sourceCatalog'>;

/** A delta's survey: fields that are looked up are staged from all of the source, and ids are told as they are met. */
export interface SurveyedInFull {
  readonly source: RunOptions['source'];
  onRecords(object: string, records: readonly SourceRecord[]): Promise<void>;
}

/** What one look over the whole source tells before anything is sent. */
export interface Survey {
  readonly sources: readonly SourceFact[];
  /** Records that each map will take, by map id, where the survey had to apply it; otherwise all of its source object. */
  readonly expected: ReadonlyMap<string, number>;
  /** Owners met in the data with the number of records that name them. */
  readonly owners: ReadonlyMap<string, number>;
  readonly users: readonly SourceUser[];
}

const chunk = 1000;

/**
 * Reads every source object: counts records and unreadable rows, stages the fields that are looked up while loading, and
 * finds the owners that the mapped records name.
 */
export async function survey(
  options: Surveyed,
  journal: Journal,
  run: string,
  ready: (map: ObjectMap) => PreparedMap,
  stop: AbortSignal,
  inFull?: SurveyedInFull,
): Promise<Survey> {
  const { mapping, sourceCatalog } = options;
  const staged = stagedFields(mapping);
  const objects = objectsOf(options);
  const all = inFull === undefined ? options : { ...options, source: inFull.source };
  for (const object of staged.read.keys()) await stage(all, journal, object, staged, stop);

  const expected = new Map<string, number>();
  const owners = new Map<string, number>();
  const users: SourceUser[] = [];
  const sources: SourceFact[] = [];
  for (const object of objects) {
    const naming = mapping.maps.filter((m) => m.sourceObject === object && namesOwners(m));
    const maps = naming.map((m) => ready(m));
    const rule = mapping.owners?.sourceObject === object ? mapping.owners : undefined;
    const bad: BadRow[] = [];
    let badRows = 0;
    let records = 0;
    const flush = async (): Promise<void> => {
      badRows += bad.length;
      await journal.runs.addBadRows(run, bad.splice(0));
    };
    const stream = options.source.read(object, {
      catalog: sourceCatalog,
      signal: stop,
      onBadRow: (row) => void bad.push(row),
    });
    for await (const batch of rechunk(stream, chunk)) {
      if (stop.aborted) throw new RunInterrupted('The run was stopped.');
      records += batch.length;
      await inFull?.onRecords(object, batch);
      if (rule !== undefined) users.push(...batch.map((r) => sourceUser(r, rule.sourceField)));
      const world = await stagedWorld(journal, batch, ...maps);
      for (const map of maps) {
        let taken = 0;
        for (const record of batch) taken += apply(map, record, world, owners);
        expected.set(map.map.id, (expected.get(map.map.id) ?? 0) + taken);
      }
      if (bad.length > 0) await flush();
    }
    await flush();
    for (const map of mapping.maps)
      if (map.sourceObject === object && !expected.has(map.id)) expected.set(map.id, records);
    sources.push({ object, records, badRows, ...fateOf(mapping, object) });
  }
  return { sources, expected, owners, users };
}

/** Everything the source has, in its own order, and what the mapping names beside. */
function objectsOf({ mapping, sourceCatalog }: Surveyed): readonly string[] {
  return [
    ...new Set([
      ...sourceCatalog.index.objects.map((o) => o.name),
      ...mapping.maps.map((m) => m.sourceObject),
      ...(mapping.owners === undefined ? [] : [mapping.owners.sourceObject]),
    ]),
  ];
}

async function stage(
  options: Surveyed,
  journal: Journal,
  object: string,
  fields: ReturnType<typeof stagedFields>,
  stop: AbortSignal,
): Promise<void> {
  await journal.stage.clear(object);
  const stream = options.source.read(object, { catalog: options.sourceCatalog, signal: stop });
  for await (const batch of rechunk(stream, chunk)) {
    if (stop.aborted) throw new RunInterrupted('The run was stopped.');
    await stageRecords(journal, object, batch, fields);
  }
}

function namesOwners(map: ObjectMap): boolean {
  return map.fields.some((l) => [...walk(l.value)].some((e) => e.kind === 'owner'));
}

/** Applies a map for the sake of its owners; answers how many records (or elements) it takes. */
function apply(
  map: PreparedMap,
  record: SourceRecord,
  world: Parameters<PreparedMap['apply']>[1],
  owners: Map<string, number>,
): number {
  const elements = map.map.each === undefined ? [undefined] : map.elements(record, world);
  let taken = 0;
  for (const element of elements) {
    const result = map.apply(record, world, element);
    if (result.kind === 'out') continue;
    taken++;
    if (result.kind !== 'draft') continue;
    for (const name in result.draft.values)
      for (const owner of ownersIn(result.draft.values[name]))
        owners.set(owner, (owners.get(owner) ?? 0) + 1);
  }
  return taken;
}

function ownersIn(value: DraftValue | undefined): readonly string[] {
  if (!isDeferred(value)) return [];
  if (value.deferred === 'owner') return [value.value];
  return value.deferred === 'choice' ? value.options.flatMap(ownersIn) : [];
}

function sourceUser(record: SourceRecord, emailField: string): SourceUser {
  const text = (v: unknown): string => (typeof v === 'string' ? v : JSON.stringify(v));
  const about = Object.entries(record.values).filter(([, v]) => v !== null && typeof v !== 'object');
  const email = record.values[emailField];
  return {
    id: record.id,
    email: email === null || email === undefined ? null : text(email),
    about: Object.fromEntries(about.map(([k, v]) => [k, text(v)])),
  };
}

function fateOf(mapping: Mapping, object: string): Pick<SourceFact, 'fate' | 'why'> {
  const mapped =
    mapping.maps.some((m) => m.sourceObject === object) ||
    mapping.splits.some((s) => s.sourceObject === object);
  if (mapped) return { fate: 'mapped' };
  if (mapping.exports.some((e) => e.sourceObject === object)) return { fate: 'exported' };
  const skip = mapping.skips.find((s) => s.object === object);
  if (skip !== undefined) return { fate: 'skipped', why: skip.why };
  if (mapping.owners?.sourceObject === object)
    return { fate: 'mapped', why: 'matched to users of the destination' };
  return { fate: 'undecided' };
}
