import type { Departed, SentRecord, UnmetRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import { remove } from '../rollback/remove.ts';
import { keptRecords, type Done, type UndoScope } from '../rollback/scope.ts';
import { workTimes } from '../rollback/work-times.ts';
import type { RunContext } from '../run/context.ts';
import type { Row } from '../values.ts';
import { fieldsOf, readNow } from './fields.ts';

export type FoundDeparted = Departed & { readonly record: UnmetRecord };

/** Deletes what the load has made and nobody has touched since or points at; says of the others why they are left. */
export async function deleteDeparted(
  context: RunContext,
  map: ObjectMap,
  found: readonly FoundDeparted[],
): Promise<readonly Departed[]> {
  const { journal, run, capabilities } = context;
  const object = map.destinationObject;
  const ids = found.map((f) => f.id);
  const names = [...fieldsOf(context, object).keys()];
  const now = await readNow(context, object, ids, names);
  const sent = await journal.delta.sent(object, ids);
  const why = new Map<string, string>();
  const able: Done[] = [];
  for (const { record, id, why: left, sourceId, element, at } of found) {
    const values = sent.get(id)?.values;
    const reason = notOurs(record, left, values);
    if (reason !== undefined) why.set(id, reason);
    else able.push({ id, sent: { sourceId, element, at, id, values: values ?? {} } });
  }
  if (able.length > 0) {
    const batch = await journal.batches.begin({
      run,
      map: map.id,
      object,
      operation: 'delete',
      channel: capabilities.channels[0]?.name ?? '',
      attempt: 1,
      bytes: 0,
      records: [],
      sent: able.map(({ id, sent: s }): SentRecord => ({ ...s, values: {}, before: now.get(id) ?? {} })),
    });
    await remove(await undoScope(context), object, able, ({ id }, reason) => void why.set(id, reason));
    await journal.batches.finish(batch, 'done', {
      settled: [],
      answers: able.map(({ id, sent: { sourceId, element } }) => ({
        sourceId,
        element,
        id,
        ...(why.has(id)
          ? { outcome: 'refused' as const, error: why.get(id) ?? '' }
          : { outcome: 'updated' as const }),
      })),
    });
  }
  await journal.delta.forget(
    map.id,
    found.filter((f) => !why.has(f.id)),
  );
  return found.map((f) => {
    const note = why.get(f.id);
    return note === undefined ? { ...f, outcome: 'deleted' } : { ...f, outcome: 'left', note };
  });
}

/** Why a record is not the load's to delete, whoever has changed it. */
function notOurs(record: UnmetRecord, left: string, sent: Row | undefined): string | undefined {
  if (!left.startsWith('deleted') && record.element === '') return 'the source still has it';
  if (record.found) return 'it was there before the load';
  if (record.shared) return 'other source records are part of it';
  return sent === undefined ? 'what the load gave it is not known' : undefined;
}

/** Whatever any run of this journal has changed counts as the load's own. */
async function undoScope(context: RunContext): Promise<UndoScope> {
  const { journal, options } = context;
  const batches = [];
  const undone = new Map<
    number,
    Awaited<ReturnType<typeof journal.undo.of>> extends ReadonlyMap<number, infer T> ? T : never
  >();
  for (const { id } of await journal.runs.list()) {
    batches.push(...(await journal.batches.of(id)));
    for (const [batch, begun] of await journal.undo.of(id)) undone.set(batch, begun);
  }
  return {
    context,
    kept: keptRecords([]),
    lost: new Set(),
    work: workTimes(batches, undone, options.destination.usage().clockAheadMs ?? 0),
  };
}
