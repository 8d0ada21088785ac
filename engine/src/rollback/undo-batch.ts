import type { BatchRow, JournalRecord, SentRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';
import type { FieldSchema } from '../schema/types.ts';
import { isEmpty, type Row, type Value } from '../values.ts';
import { sameValue } from '../verify/same.ts';
import { whoPointsAt } from './children.ts';
import { sendUndoing } from './send.ts';
import type { LeftRecord, UndoneBatch } from './types.ts';

/** One record of a request that was done, and its destination id. */
interface Done {
  readonly sent: SentRecord;
  readonly id: string;
}

export interface Undone extends UndoneBatch {
  readonly deletedIds: readonly string[];
  readonly restoredRecords: readonly SentRecord[];
}

/**
 * Undoes one request: what it made is deleted, what it changed is put back. A record that is no longer as the request left
 * it, or that others point at, is left. `again`: an earlier attempt at this request may have done part of it.
 */
export async function undoBatch(
  context: RunContext,
  map: ObjectMap,
  batch: BatchRow,
  again: boolean,
): Promise<Undone> {
  const left: LeftRecord[] = [];
  const leave = ({ sent, id }: Done, why: string): void =>
    void left.push({ object: batch.object, id, at: sent.at, why });
  const { made, changed } = await whatWasDone(context, map, batch, leave);
  const fields = new Map(context.schemas.get(batch.object)?.fields.map((f) => [f.name, f]));
  const restored = await restore(context, batch, changed, fields, leave);
  const removed = await remove(context, batch, made, fields, leave);
  return {
    deleted: removed.ids.length + (again ? removed.gone.length : 0),
    gone: again ? 0 : removed.gone.length,
    restored: restored.length,
    left,
    deletedIds: [...removed.ids, ...removed.gone],
    restoredRecords: restored.map((d) => d.sent),
  };
}

async function whatWasDone(
  context: RunContext,
  map: ObjectMap,
  batch: BatchRow,
  leave: (done: Done, why: string) => void,
): Promise<{ made: Done[]; changed: Done[] }> {
  const { journal } = context;
  const { sent, answers } = await journal.batches.contents(batch.id);
  const rows = await journal.records.get(map.id, sent);
  const told = Map.groupBy(answers, (a) => `${a.sourceId}\0${a.element}`);
  const made: Done[] = [];
  const changed: Done[] = [];
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
      leave({ sent: s, id }, 'it was updated, and what it held before is not known');
  }
  for (const [s, id] of await lost(context, map, batch, unanswered, leave))
    (s.before === undefined ? made : changed).push({ sent: s, id });
  return { made, changed };
}

/** Records of a request whose answer was lost are asked for by what identifies them; those that are not there were not done. */
async function lost(
  { journal, options, startedAt }: RunContext,
  map: ObjectMap,
  batch: BatchRow,
  records: readonly SentRecord[],
  leave: (done: Done, why: string) => void,
): Promise<Map<SentRecord, string>> {
  const found = new Map<SentRecord, string>();
  if (records.length === 0) return found;
  const { destination } = options;
  const key = map.key?.destination;
  const natural = destination.naturalIdentity(
    batch.object,
    map.fields.map((l) => l.field),
  );
  const identity = key === undefined ? natural : [key];
  const asked = records.filter((s) => identity?.some((f) => !isEmpty(s.values[f])));
  for (const s of records)
    if (!asked.includes(s))
      leave(
        { sent: s, id: '' },
        'the answer was lost and nothing identifies it: it may be in the destination',
      );
  if (identity === undefined || asked.length === 0) return found;
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
  return found;
}

function isGone(row: JournalRecord | undefined): boolean {
  return row === undefined || row.destinationId === null;
}

async function restore(
  context: RunContext,
  batch: BatchRow,
  changed: readonly Done[],
  fields: ReadonlyMap<string, FieldSchema>,
  leave: (done: Done, why: string) => void,
): Promise<Done[]> {
  const current = await readBack(context, batch.object, changed, fields);
  const able: { done: Done; values: Row }[] = [];
  const restored: Done[] = [];
  for (const done of changed) {
    const { before = {}, values: sent } = done.sent;
    const now = current.get(done.id);
    if (now === undefined) {
      leave(done, 'it is no longer there');
      continue;
    }
    const values: Record<string, Value> = {};
    const edited: string[] = [];
    for (const [name, old] of Object.entries(before)) {
      const field = fields.get(name);
      const theirs = now[name] ?? null;
      if (field === undefined || sameValue(field, old, theirs)) continue;
      if (!sameValue(field, sent[name] ?? null, theirs)) edited.push(name);
      else if (field.updateable) values[name] = old;
    }
    if (edited.length > 0) leave(done, `${edited.join(', ')} was changed since`);
    else if (Object.keys(values).length === 0) restored.push(done);
    else able.push({ done, values });
  }
  const refused = await sendUndoing(
    context,
    batch.object,
    'update',
    able.map(({ done, values }) => ({ key: done.id, id: done.id, values })),
  );
  for (const { done } of able) {
    const error = refused.get(done.id);
    if (error === undefined) restored.push(done);
    else leave(done, `${error.code}: ${error.message}`);
  }
  return restored;
}

async function remove(
  context: RunContext,
  batch: BatchRow,
  made: readonly Done[],
  fields: ReadonlyMap<string, FieldSchema>,
  leave: (done: Done, why: string) => void,
): Promise<{ ids: string[]; gone: string[] }> {
  const by = context.capabilities.changedBy;
  const tellsBy = by !== undefined && fields.has(by) ? by : undefined;
  const current = await readBack(context, batch.object, made, fields, tellsBy);
  const gone: string[] = [];
  const unchanged: Done[] = [];
  for (const done of made) {
    const now = current.get(done.id);
    if (now === undefined) {
      gone.push(done.id);
      continue;
    }
    const edited = Object.entries(done.sent.values).filter(([name, sent]) => {
      const field = fields.get(name);
      return field !== undefined && field.kind !== 'file' && !sameValue(field, sent, now[name] ?? null);
    });
    const author = tellsBy === undefined || tellsBy in done.sent.values ? undefined : now[tellsBy];
    if (edited.length > 0) leave(done, `${edited.map(([name]) => name).join(', ')} was changed since`);
    else if (typeof author === 'string' && author !== context.me.id)
      leave(done, 'a person has changed it since');
    else unchanged.push(done);
  }
  const pointed = await whoPointsAt(
    context,
    batch.object,
    unchanged.map((d) => d.id),
  );
  const free = unchanged.filter((done) => {
    const child = pointed.get(done.id);
    if (child !== undefined) leave(done, `${child} still points at it`);
    return child === undefined;
  });
  const refused = await sendUndoing(
    context,
    batch.object,
    'delete',
    free.map(({ id }) => ({ key: id, id, values: {} })),
  );
  // A deletion whose answer was lost is refused when it is sent again: the record is gone all the same.
  const disputed = free.filter((d) => refused.has(d.id));
  const there = await readBack(context, batch.object, disputed, fields);
  const ids: string[] = [];
  for (const done of free) {
    const error = there.has(done.id) ? refused.get(done.id) : undefined;
    if (error === undefined) ids.push(done.id);
    else leave(done, `${error.code}: ${error.message}`);
  }
  return { ids, gone };
}

async function readBack(
  { options }: RunContext,
  object: string,
  records: readonly Done[],
  fields: ReadonlyMap<string, FieldSchema>,
  also?: string,
): Promise<Map<string, Row>> {
  if (records.length === 0) return new Map();
  const names = new Set(records.flatMap((d) => Object.keys(d.sent.values)));
  if (also !== undefined) names.add(also);
  const readable = [...names].filter((n) => fields.has(n) && fields.get(n)?.kind !== 'file');
  const ids = [...new Set(records.map((d) => d.id))];
  const found = await options.destination.read(object, ids, readable);
  return new Map(found.map((r) => [r.id, r.values]));
}
