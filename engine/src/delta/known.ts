import { lineOf, type Conflict } from '../journal/journal.ts';
import type { Decided, DecideScope } from '../run/decide.ts';
import { isDone, settled } from '../run/decide.ts';
import type { Ready } from '../run/item.ts';
import { mergeInto } from '../run/claims.ts';
import type { FieldSchema } from '../schema/types.ts';
import type { Row } from '../values.ts';
import { conflictOf, fieldsOf, readNow } from './fields.ts';
import { threeWay, type FieldConflict } from './three-way.ts';

type Known = Ready & { readonly row: NonNullable<Ready['row']> & { readonly destinationId: string } };

/** Records that the load has in the destination already: what a delta does with them. Nothing of them is made anew. */
export async function decideKnown(
  scope: DecideScope,
  items: readonly Ready[],
  decided: Decided,
): Promise<void> {
  const known = items as readonly Known[];
  const same = known.filter((i) => i.row.hash === i.hash && isDone(i.row.state));
  const changed = known.filter((i) => !same.includes(i));
  const alone = changed.filter((i) => i.row.state !== 'merged' && i.row.state !== 'skipped');
  await stillThere(scope, same, decided);
  await compare(scope, alone, decided);
  await rejoin(
    scope,
    changed.filter((i) => i.row.state === 'merged'),
    decided,
  );
  // Left to what the destination had already, as the mapping said; a change of ours does not alter that.
  for (const item of changed)
    if (item.row.state === 'skipped')
      decided.ended.push({
        ...settled(item),
        state: 'skipped',
        reason: item.row.reason,
        destinationId: item.row.destinationId,
        found: item.row.found,
      });
}

async function stillThere(scope: DecideScope, items: readonly Known[], decided: Decided): Promise<void> {
  const { context, map } = scope;
  const there = await readNow(context, map.destinationObject, idsOf(items), []);
  for (const item of items)
    if (!there.has(item.row.destinationId)) decided.ended.push(gone(scope, item));
    else if (item.row.state === 'merged')
      decided.ended.push({
        ...settled(item),
        state: 'merged',
        reason: 'the same record as another of the source',
        destinationId: item.row.destinationId,
        found: item.row.found,
      });
    else decided.ended.push(unchanged(item));
}

async function compare(scope: DecideScope, items: readonly Known[], decided: Decided): Promise<void> {
  if (items.length === 0) return;
  const { context, map, operations } = scope;
  const { journal } = context;
  const object = map.destinationObject;
  const fields = fieldsOf(context, object);
  const names = [...new Set(items.flatMap((i) => Object.keys(i.values)))];
  const now = await readNow(context, object, idsOf(items), names);
  const sent = await journal.delta.sent(object, idsOf(items));
  const agreed: { id: string; values: Row }[] = [];
  const conflicts: Conflict[] = [];
  for (const item of items) {
    const id = item.row.destinationId;
    const theirs = now.get(id);
    if (theirs === undefined) {
      decided.ended.push(gone(scope, item));
      continue;
    }
    const last = sent.get(id);
    const decision = threeWay(
      { ours: item.values, theirs, sent: last?.values ?? {} },
      {
        fields,
        updateable: operations.updateable,
        fillsOnly: item.row.found && (map.match?.onConflict ?? 'fill') === 'fill',
        anothers: (field) => last?.byAnother(field, map.id, item.sourceId) ?? false,
      },
    );
    const files = changedFiles(item, last?.values ?? {}, decision.write, fields);
    const open = [...decision.conflicts, ...files.conflicts];
    agreed.push({ id, values: decision.agreed });
    const { sourceId, element, record } = item;
    conflicts.push(...open.map((c) => conflictOf(map, { sourceId, element, at: record.at, id }, c)));
    // A conflict stands until both sides say the same: the record counts as changed until then.
    const stands = open.some((c) => c.kind !== 'destination');
    const hash = stands ? (item.row.hash ?? '') : item.hash;
    if (Object.keys(decision.write).length === 0 && files.send === undefined)
      decided.ended.push({
        ...unchanged(item),
        hash,
        // Sent by this run before it was interrupted, and done.
        ...(item.row.state === 'sent' && item.row.run === context.run && { state: 'updated' as const }),
      });
    else {
      const update = operations.update(item, id, { found: item.row.found, values: decision.write });
      decided.outgoing.push({
        ...update,
        hash,
        seen: theirs,
        write: { ...update.write, files: files.send },
      });
    }
  }
  await journal.delta.agree(object, agreed);
  await journal.delta.putConflicts(context.run, map.id, conflicts);
}

/**
 * Bytes cannot be compared with what the destination holds: a file is sent again where its name has changed, or where nothing
 * else can have changed the record.
 */
function changedFiles(
  item: Known,
  sent: Row,
  write: Row,
  fields: ReadonlyMap<string, FieldSchema>,
): { send: Ready['files']; conflicts: FieldConflict[] } {
  const all = Object.entries(item.files ?? {});
  const other = Object.keys(write).length > 0;
  const changed = all.filter(([field, file]) => sent[field] !== file.name || !other);
  const able = changed.filter(([field]) => fields.get(field)?.updateable === true);
  const conflicts = changed
    .filter(([field, file]) => fields.get(field)?.updateable !== true && sent[field] !== file.name)
    .map(([field, file]) => ({
      field,
      kind: 'fixed' as const,
      sent: sent[field] ?? null,
      source: file.name,
      destination: null,
    }));
  return { send: able.length === 0 ? undefined : Object.fromEntries(able), conflicts };
}

/** Merged records that have changed fill (or overwrite) the record that they are part of, and stay part of it. */
async function rejoin(scope: DecideScope, items: readonly Known[], decided: Decided): Promise<void> {
  if (items.length === 0) return;
  const { context, map } = scope;
  const there = await readNow(context, map.destinationObject, idsOf(items), []);
  const holders = await scope.context.journal.records.holders(scope.map.destinationObject, idsOf(items));
  const byId = new Map(holders.map((h) => [h.destinationId, h]));
  for (const item of items) {
    const holder = byId.get(item.row.destinationId);
    if (!there.has(item.row.destinationId) || holder === undefined) decided.ended.push(gone(scope, item));
    else mergeInto(scope, item, holder, decided);
  }
}

const idsOf = (items: readonly Known[]): string[] => [...new Set(items.map((i) => i.row.destinationId))];

function unchanged(item: Known) {
  const { destinationId, found } = item.row;
  return { ...settled(item), state: 'unchanged' as const, destinationId, found };
}

function gone({ map }: DecideScope, item: Known) {
  return {
    ...settled(item),
    // Asked for again by the next delta, whatever the source says by then.
    hash: null,
    state: 'held' as const,
    reason:
      'it was loaded as {}, which is no longer in the destination: deleted there, or merged into another. It is not made again; restore it there and run the delta again, or leave it out of the mapping',
    detail: item.row.destinationId,
    destinationId: item.row.destinationId,
    found: item.row.found,
    line: lineOf(map.at),
  };
}
