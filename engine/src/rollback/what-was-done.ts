import type { BatchRow, JournalRecord, SentRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';
import { isEmpty, type Row } from '../values.ts';
import type { Done, Group } from './scope.ts';

export interface WhatWasDone {
  readonly made: readonly Done[];
  readonly changed: readonly Done[];
  /** What cannot be undone, and why. */
  readonly unknown: readonly { readonly done: Done; readonly why: string }[];
}

/** What the requests of a group did to the destination, the last one first. */
export async function whatWasDone(context: RunContext, { map, batches }: Group): Promise<WhatWasDone> {
  const all: WhatWasDone[] = [];
  for (const batch of batches) all.push(await ofBatch(context, map, batch));
  return {
    made: all.flatMap((w) => w.made),
    changed: all.flatMap((w) => w.changed),
    unknown: all.flatMap((w) => w.unknown),
  };
}

async function ofBatch(context: RunContext, map: ObjectMap, batch: BatchRow): Promise<WhatWasDone> {
  const { journal } = context;
  const { sent, answers } = await journal.batches.contents(batch.id);
  const rows = await journal.records.get(map.id, sent);
  const told = Map.groupBy(answers, (a) => `${a.sourceId}\0${a.element}`);
  const made: Done[] = [];
  const changed: Done[] = [];
  const unknown: { done: Done; why: string }[] = [];
  const unanswered: SentRecord[] = [];
  for (const [i, s] of sent.entries()) {
    const own = told.get(`${s.sourceId}\0${s.element}`) ?? [];
    const answer = own.find((a) => a.outcome === 'created' || a.outcome === 'updated');
    if (answer === undefined && own.some((a) => a.outcome !== 'unknowable')) continue;
    const id = s.id ?? answer?.id;
    if (id === undefined) unanswered.push(s);
    else if (s.before !== undefined) changed.push({ sent: s, id });
    else if (answer?.outcome === 'created') made.push({ sent: s, id });
    else if (batch.operation !== 'update' || !isGone(rows[i]))
      unknown.push({
        done: { sent: s, id },
        why: 'it was updated, and what it held before is not known',
      });
  }
  const { found, unidentified } = await lost(context, map, batch, unanswered);
  for (const [s, id] of found) (s.before === undefined ? made : changed).push({ sent: s, id, lost: true });
  for (const sent of unidentified)
    unknown.push({
      done: { sent, id: '' },
      why: 'the answer was lost and nothing identifies it: it may be in the destination',
    });
  return { made, changed, unknown };
}

/** Records of a request whose answer was lost are asked for by what identifies them; those that are not there were not done. */
async function lost(
  { journal, options, startedAt }: RunContext,
  map: ObjectMap,
  batch: BatchRow,
  records: readonly SentRecord[],
): Promise<{ found: ReadonlyMap<SentRecord, string>; unidentified: readonly SentRecord[] }> {
  const found = new Map<SentRecord, string>();
  if (records.length === 0) return { found, unidentified: [] };
  const { destination } = options;
  const key = map.key?.destination;
  const natural = destination.naturalIdentity(
    batch.object,
    map.fields.map((l) => l.field),
  );
  const identity = key === undefined ? natural : [key];
  const asked = records.filter((s) => identity?.some((f) => !isEmpty(s.values[f])));
  const unidentified = records.filter((s) => !asked.includes(s));
  if (identity === undefined || asked.length === 0) return { found, unidentified };
  const rows = asked.map((s): Row => Object.fromEntries(identity.map((f) => [f, s.values[f] ?? null])));
  // Without a key of ours, only what this load can have written itself counts.
  const since = key === undefined ? { createdByMeSince: startedAt } : {};
  const answers = await destination.find(batch.object, identity, rows, since);
  const holders = await journal.records.holders(batch.object, [...new Set(answers.map((a) => a.record.id))]);
  for (const { row, record } of answers) {
    const s = asked[row] as SentRecord;
    const others = holders.some(
      (h) =>
        h.destinationId === record.id &&
        (h.map !== map.id || h.sourceId !== s.sourceId || h.element !== s.element),
    );
    if (!others && !found.has(s)) found.set(s, record.id);
  }
  return { found, unidentified };
}

function isGone(row: JournalRecord | undefined): boolean {
  return row === undefined || row.destinationId === null;
}
