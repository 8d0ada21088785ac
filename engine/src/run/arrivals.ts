import type { SourceRecord } from '../connectors/source.ts';
import { lineOf, type JournalRecord, type RecordName, type SettledRecord } from '../journal/journal.ts';
import { enclosingElement } from '../mapping/elements.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { MapElement } from '../mapping/transform.ts';
import type { Buffer } from './buffer.ts';
import type { RunContext } from './context.ts';
import type { Arrival } from './item.ts';
import { elementsOf } from './elements.ts';
import { stagedWorld } from './stage.ts';

export interface Arrived {
  readonly arrivals: readonly Arrival[];
  /** Held or skipped by the mapping, or a second row with the same id. */
  readonly ended: readonly SettledRecord[];
  /** Records (or elements) of this chunk that the map takes, those settled before the resume included. */
  readonly inScope: number;
}

interface Candidate extends RecordName {
  readonly record: SourceRecord;
  readonly value?: MapElement;
}

/** From source records to drafts: names them, drops what this run has settled already, and applies the mapping. */
export async function arrive(
  context: RunContext,
  map: ObjectMap,
  records: readonly SourceRecord[],
  buffered: Buffer,
): Promise<Arrived> {
  const ready = context.ready(map);
  const candidates = await named(context, map, records);
  const rows = await context.journal.records.get(map.id, candidates);
  const seen = new Map<string, string>();
  const fresh: { candidate: Candidate; row: JournalRecord | undefined }[] = [];
  const doubled: Candidate[] = [];
  let inScope = 0;

  for (const [i, candidate] of candidates.entries()) {
    const row = rows[i];
    const place = earlierPlace(context, candidate, row, buffered, seen);
    if (place !== undefined && place !== candidate.record.at) doubled.push(candidate);
    else {
      seen.set(`${candidate.sourceId}\0${candidate.element}`, candidate.record.at);
      if (row !== undefined && row.run === context.run && settledHere(row)) inScope++;
      else if (!context.options.retryHeld || (row !== undefined && !loaded(row)))
        fresh.push({ candidate, row });
    }
  }

  const world = await stagedWorld(
    context.journal,
    fresh.map((f) => f.candidate.record),
    ready,
  );
  const arrivals: Arrival[] = [];
  const ended: SettledRecord[] = [];
  for (const { candidate, row } of fresh) {
    const { sourceId, element, record } = candidate;
    const result = ready.apply(record, world, candidate.value);
    if (result.kind === 'out') continue;
    inScope++;
    if (result.kind === 'draft') arrivals.push({ sourceId, element, record, row, draft: result.draft });
    else
      ended.push({
        sourceId,
        element,
        at: record.at,
        key: sourceId,
        state: result.kind,
        reason: result.reason.replaceAll('{}', ''),
        field: result.field,
        line: lineOf(result.at ?? map.at),
      });
  }
  if (doubled.length > 0) {
    const held = await holdDoubled(context, map, doubled, world);
    inScope += held.inScope;
    ended.push(...held.ended);
  }
  return { arrivals, ended, inScope };
}

async function named(
  context: RunContext,
  map: ObjectMap,
  records: readonly SourceRecord[],
): Promise<readonly Candidate[]> {
  if (map.each === undefined) return records.map((record) => ({ sourceId: record.id, element: '', record }));
  const lists = await elementsOf(context.journal, context.ready(map), records);
  const candidates = records.flatMap((record, i) =>
    (lists[i] ?? []).map((value) => ({ sourceId: record.id, element: value.name, record, value })),
  );
  // Elements of a record that the enclosing map did not take are out with it.
  const nameOf = (c: Candidate): string => `${c.sourceId}\0${enclosingElement(c.element)}`;
  const enclosing = new Map(candidates.map((c) => [nameOf(c), c]));
  const names = [...enclosing.values()].map((c) => ({ ...c, element: enclosingElement(c.element) }));
  const rows = await context.journal.records.get(map.each.parent, names);
  const parents = new Map([...enclosing.keys()].map((name, i) => [name, rows[i]]));
  return candidates.filter((c) => takenBy(context, parents.get(nameOf(c)), c.record));
}

/** A retry leaves enclosing records that are loaded alone; in any other run they have just been through. */
function takenBy(context: RunContext, parent: JournalRecord | undefined, record: SourceRecord): boolean {
  if (parent === undefined) return false;
  return parent.run === context.run ? parent.at === record.at : context.options.retryHeld === true;
}

/** Where this run has already met the same name: in this chunk, waiting to be sent, or in the journal. */
function earlierPlace(
  context: RunContext,
  { sourceId, element }: Candidate,
  row: JournalRecord | undefined,
  buffered: Buffer,
  seen: ReadonlyMap<string, string>,
): string | undefined {
  return (
    seen.get(`${sourceId}\0${element}`) ??
    buffered.waiting(sourceId, element) ??
    (row?.run === context.run ? row.at : undefined)
  );
}

/** Two rows with one id: the second is a record too, and nobody has said what becomes of it. */
async function holdDoubled(
  context: RunContext,
  map: ObjectMap,
  doubled: readonly Candidate[],
  world: Awaited<ReturnType<typeof stagedWorld>>,
): Promise<{ inScope: number; ended: SettledRecord[] }> {
  const ready = context.ready(map);
  const ended: SettledRecord[] = [];
  for (const { sourceId, element, record, value } of doubled) {
    if (ready.apply(record, world, value).kind === 'out') continue;
    ended.push({
      sourceId,
      element: `${element}=${record.at}`,
      at: record.at,
      key: sourceId,
      state: 'held',
      reason: 'its id {} stands twice in the source; this is the second record',
      detail: sourceId,
      line: lineOf(map.at),
    });
  }
  return { inScope: ended.length, ended };
}

function settledHere(row: JournalRecord): boolean {
  return row.state !== 'pending' && row.state !== 'sent';
}

function loaded(row: JournalRecord): boolean {
  return (
    row.state === 'created' ||
    row.state === 'updated' ||
    row.state === 'unchanged' ||
    row.state === 'merged' ||
    row.state === 'skipped'
  );
}
