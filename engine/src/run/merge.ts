import type { Merge, RecordName, SettledRecord } from '../journal/journal.ts';
import { lineOf } from '../journal/journal.ts';
import type { MatchRule } from '../mapping/ir.ts';
import type { Row, Value } from '../values.ts';
import { keepEdited } from '../delta/merged.ts';
import type { Book, Outcome } from './book.ts';
import { deliver, type Desk } from './desk.ts';
import { slices } from './buffer.ts';
import { lacking } from './match.ts';
import type { Outgoing } from './item.ts';
import type { Operations } from './operations.ts';
import { placed } from './placed.ts';
import { answeredRecords, sentRecords } from './sent.ts';
import { verdict } from './verdict.ts';

interface MergeDesk extends Desk {
  readonly operations: Operations;
  readonly onConflict: MatchRule['onConflict'];
}

type Waiting = Merge & { readonly intoId: string };
const page = 500;

/** After a map's first writes: source records that share a destination record add what it lacks (or overwrite it). */
export async function mergeLater(desk: MergeDesk): Promise<void> {
  const { journal, delta } = desk.context;
  if (delta !== undefined) await journal.delta.takeUp();
  let after: RecordName | undefined;
  for (;;) {
    const merges = await journal.merges.page(desk.map.id, after, page);
    const last = merges.at(-1);
    if (last === undefined) return;
    after = { sourceId: last.sourceId, element: last.element };
    const orphaned = merges.filter((m) => m.intoId === null);
    const able = merges.filter((m): m is typeof m & Waiting => m.intoId !== null);
    await journal.records.settle(
      desk.context.run,
      desk.map.id,
      orphaned.map((m) => homeless(desk, m, m.intoState)),
    );
    await mergePage(desk, able);
    await journal.merges.clear(desk.map.id, merges);
  }
}

async function mergePage(desk: MergeDesk, merges: readonly Waiting[]): Promise<void> {
  const { context, operations, map, object, onConflict, channel } = desk;
  if (merges.length === 0) return;
  const fields = [...new Set(merges.flatMap((m) => Object.keys(m.values)))].filter((f) =>
    operations.updateable(f),
  );
  const existing = new Map<string, Row>(
    onConflict === 'update'
      ? []
      : (
          await context.options.destination.read(object, [...new Set(merges.map((m) => m.intoId))], fields)
        ).map((r) => [r.id, r.values]),
  );
  const byId = Map.groupBy(merges, (m) => m.intoId);
  const updates: Outgoing[] = [];
  const unchanged: Waiting[] = [];
  for (const [id, group] of byId) {
    let changes: Record<string, Value> = {};
    for (const m of group)
      Object.assign(
        changes,
        onConflict === 'update'
          ? overwriting(desk, m.values)
          : lacking(m.values, { ...existing.get(id), ...changes }, (f) => operations.updateable(f)),
      );
    // The surviving record keeps its own identity.
    if (operations.keyField !== undefined) delete changes[operations.keyField];
    const first = group[0] as Waiting;
    if (onConflict === 'update') changes = await keepEdited(desk, first, changes);
    if (Object.keys(changes).length === 0) unchanged.push(...group);
    else
      updates.push({
        ...first,
        flags: [],
        bytes: JSON.stringify(changes).length,
        operation: 'update',
        found: false,
        identity: {},
        write: { key: first.key, id, values: changes },
      });
  }
  await context.journal.records.settle(
    context.run,
    map.id,
    unchanged.map((m) => merged(m)),
  );
  const book = mergeBook(desk, byId);
  for (const batch of slices(updates, channel.maxRecords, channel.maxBytes))
    await deliver({ ...desk, book }, batch);
}

function overwriting({ operations }: MergeDesk, values: Row): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).filter(([f, v]) => v !== null && operations.updateable(f)),
  );
}

/** One update carries all records that share a destination record; its outcome is theirs. */
function mergeBook(
  { context, map, channel, book }: MergeDesk,
  byId: ReadonlyMap<string, readonly Waiting[]>,
): Book {
  const place = placed(map);
  const groupOf = (item: Outgoing): readonly Waiting[] => byId.get(item.write.id as string) ?? [];
  const settled = (o: Outcome): SettledRecord[] =>
    groupOf(o.item).map((m) => (o.outcome === 'refused' ? { ...merged(m), ...verdict(o.error) } : merged(m)));
  return {
    ...book,
    begin: (items, about) =>
      context.journal.batches.begin({
        run: context.run,
        map: map.id,
        object: map.destinationObject,
        channel: channel.name,
        ...about,
        // The merge table says what is to be done; an update is safe to send again.
        records: [],
        sent: sentRecords(items),
      }),
    finish: (batch, state, outcomes, released, error) =>
      context.journal.batches.finish(batch, state, {
        settled: outcomes.flatMap(settled).map(place),
        released,
        error,
        answers: answeredRecords(outcomes, released),
      }),
  };
}

function merged(m: Waiting): SettledRecord {
  const { sourceId, element, at, key, hash, into, intoId } = m;
  return {
    sourceId,
    element,
    at,
    key,
    hash,
    state: 'merged',
    reason: 'the same record as {}',
    detail: into.sourceId,
    destinationId: intoId,
    mergedInto: into,
  };
}

function homeless(desk: Desk, m: Merge, state: string | null): SettledRecord {
  return {
    sourceId: m.sourceId,
    element: m.element,
    at: m.at,
    key: m.key,
    state: 'held',
    reason: `the record it would be merged into, {}, was ${state ?? 'not loaded'}`,
    detail: m.into.sourceId,
    line: lineOf(desk.map.at),
  };
}
