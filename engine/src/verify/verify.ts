import type { JournalRecord, RunRow } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';
import { elementsOf } from '../run/elements.ts';
import { rechunk } from '../run/rechunk.ts';
import { comparer } from './compare.ts';
import { keptByDelta } from './kept.ts';
import type { Written } from './derive.ts';
import { lookOn, type LookOptions } from './look.ts';
import { mergedRecords, type MergedRecords } from './merged.ts';
import { sampler } from './pick.ts';
import { seal } from './seal.ts';
import type { Verification, VerifiedMap } from './types.ts';

export interface VerifyOptions extends LookOptions {
  readonly run: RunRow;
  /** Records of each map; absent: all. */
  readonly sample?: { readonly records: number; readonly seed: number };
  readonly now?: () => Date;
}

const chunk = 500;

/**
 * Reads back what a run has loaded and compares it, field by field, with what the mapping makes of the source. Writes nothing
 * to the destination. The caller holds the journal's lock: fields that are looked up are staged anew.
 */
export async function verifyRun(options: VerifyOptions): Promise<Verification> {
  const { run, mapping, destination } = options;
  const givenTo = new Map(Object.entries(run.facts.owners?.givenTo ?? {}));
  const decided = { givenTo, problems: [] };
  const context = await lookOn({ ...options, decided }, `${run.id} verification`);
  const merged = mergedRecords();
  const read: (() => Promise<VerifiedMap>)[] = [];
  for (const map of mapping.maps) read.push(await verifyMap(context, options, map, merged));
  const maps: VerifiedMap[] = [];
  for (const finish of read) maps.push(await finish());

  const objects: Verification['objects'] = [];
  for (const object of new Set(mapping.maps.map((m) => m.destinationObject))) {
    const loaded = maps.filter((m) => m.object === object).reduce((sum, m) => sum + m.loaded, 0);
    objects.push({ object, loaded, live: await destination.count(object) });
  }
  const problems = [
    ...maps.flatMap((m) => [...problemsOf(m)]),
    ...objects
      .filter((o) => o.live < o.loaded)
      .map((o) => `${o.object}: ${o.loaded} records were loaded, the destination has ${o.live}.`),
  ];
  return seal({
    formatVersion: 1,
    run: run.id,
    at: (options.now?.() ?? new Date()).toISOString(),
    mappingHash: run.mappingHash,
    schemaHash: run.schemaHash,
    sample: options.sample ?? null,
    maps,
    objects,
    problems,
    clean: problems.length === 0,
  });
}

/** Answers what ends it: records into which others were merged are compared when all maps have been read. */
async function verifyMap(
  context: RunContext,
  { run, sample, journal, source, sourceCatalog }: VerifyOptions,
  map: ObjectMap,
  merged: MergedRecords,
): Promise<() => Promise<VerifiedMap>> {
  const counts = await journal.records.counts(run.id, map.id);
  const survivors = await journal.records.survivors(map.id);
  const kept = await keptByDelta(journal, run.id, map.id);
  const compare = comparer(context, map, { survivors, kept, merged });
  const picks = sample && sampler<Written>(sample.seed, sample.records);
  let inSource = 0;
  for await (const records of rechunk(source.read(map.sourceObject, { catalog: sourceCatalog }), chunk)) {
    const lists = map.each && (await elementsOf(journal, context.ready(map), records));
    const elements = records.flatMap((record, i): Omit<Written, 'row'>[] =>
      lists
        ? (lists[i] ?? []).map((value) => ({ record, element: value.name, value }))
        : [{ record, element: '' }],
    );
    const rows = await journal.records.get(
      map.id,
      elements.map((e) => ({ sourceId: e.record.id, element: e.element })),
    );
    const written = elements.flatMap((e, i): Written[] => {
      const row = rows[i];
      return row !== undefined && loadedBy(run.id, row) && row.at === e.record.at ? [{ ...e, row }] : [];
    });
    const whole = written.filter((w) => w.row.state !== 'merged');
    inSource += whole.length;
    if (picks === undefined) await compare.take(written);
    else {
      // Whatever the sample is, a record in it is compared with all that was merged into it.
      await compare.take(written.filter((w) => w.row.state === 'merged'));
      for (const w of whole) picks.offer(`${map.id} ${w.record.id} ${w.element}`, w);
    }
  }
  if (picks !== undefined) {
    const picked = picks.picked();
    for (let i = 0; i < picked.length; i += chunk) await compare.take(picked.slice(i, i + chunk));
  }
  const loaded = counts.created + counts.updated + counts.unchanged;
  return async () => {
    await compare.finish();
    return { map: map.id, object: map.destinationObject, loaded, inSource, ...compare.result() };
  };
}

function loadedBy(run: string, row: JournalRecord): row is JournalRecord & { destinationId: string } {
  return (
    row.run === run &&
    row.destinationId !== null &&
    ['created', 'updated', 'unchanged', 'merged'].includes(row.state)
  );
}

function* problemsOf(m: VerifiedMap): Generator<string> {
  if (m.inSource < m.loaded)
    yield `${m.map}: the source no longer has ${m.loaded - m.inSource} of the ${m.loaded} records that were loaded.`;
  if (m.missing > 0) yield `${m.map}: ${m.missing} of ${m.checked} records are not in the destination.`;
  if (m.underived > 0)
    yield `${m.map}: the mapping no longer makes ${m.underived} of the records from the source as it is now.`;
  for (const l of m.lines)
    if (l.mismatches > 0)
      yield `${l.line ?? m.map}: ${m.object}.${l.label ?? l.field} differs in ${l.mismatches} of ${l.checked} records.`;
}
