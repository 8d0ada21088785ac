import type { Departed, SentRecord, UnmetRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import { whoPointsAt } from '../rollback/children.ts';
import { sendUndoing } from '../rollback/send.ts';
import type { RunContext } from '../run/context.ts';
import type { Row } from '../values.ts';
import { sameValue } from '../verify/same.ts';

type Found = Departed & { readonly record: UnmetRecord };

/** Deletes what the load has made and nobody has touched since or points at; says of the others why they are left. */
export async function deleteDeparted(
  context: RunContext,
  map: ObjectMap,
  found: readonly Found[],
): Promise<readonly Departed[]> {
  const { journal, run } = context;
  const object = map.destinationObject;
  const why = new Map<Found, string>();
  const images = await imagesOf(context, object, found);
  const sent = await journal.delta.sent(
    object,
    found.map((f) => f.id),
  );
  for (const f of found) {
    const reason = untouchable(context, object, f, sent.get(f.id)?.values, images.get(f.id));
    if (reason !== undefined) why.set(f, reason);
  }
  const untouched = found.filter((f) => !why.has(f));
  const ids = untouched.map((f) => f.id);
  const pointed = await whoPointsAt(context, object, ids);
  for (const f of untouched) {
    const child = pointed.get(f.id);
    if (child !== undefined) why.set(f, `${child} still points at it`);
  }
  const free = untouched.filter((f) => !why.has(f));
  if (free.length > 0) {
    const batch = await journal.batches.begin({
      run,
      map: map.id,
      object,
      operation: 'delete',
      channel: context.capabilities.channels[0]?.name ?? '',
      attempt: 1,
      bytes: 0,
      records: [],
      sent: free.map(({ sourceId, element, at, id }): SentRecord => ({
        sourceId,
        element,
        at,
        id,
        values: {},
        before: images.get(id) ?? {},
      })),
    });
    const refused = await sendUndoing(
      context,
      object,
      'delete',
      free.map(({ id }) => ({ key: id, id, values: {} })),
    );
    // A deletion whose answer was lost is refused when it is sent again: the record is gone all the same.
    const there = new Set(
      (await context.options.destination.read(object, [...refused.keys()], [])).map((r) => r.id),
    );
    for (const f of free) {
      const error = there.has(f.id) ? refused.get(f.id) : undefined;
      if (error !== undefined) why.set(f, `${error.code}: ${error.message}`);
    }
    await journal.batches.finish(batch, 'done', {
      settled: [],
      answers: free.map((f) => ({
        sourceId: f.sourceId,
        element: f.element,
        ...(why.has(f)
          ? { outcome: 'refused' as const, error: why.get(f) ?? '' }
          : { outcome: 'updated' as const, id: f.id }),
      })),
    });
  }
  const deleted = free.filter((f) => !why.has(f));
  await journal.delta.forget(map.id, deleted);
  return found.map((f) => {
    const note = why.get(f);
    return note === undefined ? { ...f, outcome: 'deleted' } : { ...f, outcome: 'left', note };
  });
}

/** Why a record is not ours to delete. */
function untouchable(
  context: RunContext,
  object: string,
  { record, why }: Found,
  sent: Row | undefined,
  now: Row | undefined,
): string | undefined {
  const fields = new Map(context.schemas.get(object)?.fields.map((f) => [f.name, f]));
  if (!why.startsWith('deleted') && record.element === '') return 'the source still has it';
  if (record.found) return 'it was there before the load';
  if (record.shared) return 'other source records are part of it';
  if (sent === undefined || now === undefined) return 'what the load gave it is not known';
  const edited = Object.entries(sent).filter(([name, value]) => {
    const field = fields.get(name);
    return field !== undefined && field.kind !== 'file' && !sameValue(field, value, now[name] ?? null);
  });
  if (edited.length > 0) return `${edited.map(([name]) => name).join(', ')} was changed since`;
  const by = context.capabilities.changedBy;
  const author = by === undefined || by in sent ? undefined : now[by];
  return typeof author === 'string' && author !== context.me.id ? 'a person has changed it since' : undefined;
}

async function imagesOf(
  { options, schemas }: RunContext,
  object: string,
  found: readonly Found[],
): Promise<Map<string, Row>> {
  if (found.length === 0) return new Map();
  const fields =
    schemas
      .get(object)
      ?.fields.filter((f) => f.kind !== 'file')
      .map((f) => f.name) ?? [];
  const rows = await options.destination.read(object, [...new Set(found.map((f) => f.id))], fields);
  return new Map(rows.map((r) => [r.id, r.values]));
}
