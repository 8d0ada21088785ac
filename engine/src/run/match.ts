import { lineOf } from '../journal/journal.ts';
import type { FoundRecord } from '../connectors/destination.ts';
import { isEmpty, type Row, type Value } from '../values.ts';
import { matchable, mergeInto } from './claims.ts';
import { settled, type Decided, type DecideScope } from './decide.ts';
import type { Ready } from './item.ts';

/** Looks for records that the destination already has; passes on those that it does not. */
export async function matchExisting(
  scope: DecideScope,
  items: readonly Ready[],
  decided: Decided,
): Promise<readonly Ready[]> {
  if (items.length === 0) return items;
  const adopted = await adoptByKey(scope, items, decided);
  const match = scope.map.match;
  if (match === undefined || !scope.occupied) return adopted;
  const asked = adopted.filter((i) => matchable(i, match.fields));
  const found = await find(scope, asked, match.fields);
  const holders = await holdersOf(scope, [...found.values()].flat());
  return adopted.filter((item) => {
    const records = found.get(item);
    if (records === undefined) return true;
    const [record, second] = records as [FoundRecord, FoundRecord?];
    const holder = holders.get(record.id);
    const ours = holder !== undefined && holder.map === scope.map.id && holder.sourceId === item.sourceId;
    if (second !== undefined) decided.ended.push(several(scope, item, records.length));
    else if (holder !== undefined && !ours) mergeInto(scope, item, holder, decided);
    else conflict(scope, item, record, decided);
    return false;
  });
}

/**
 * A journal that was lost, or another machine's: a record with our key may already be there. Asked only where the
 * destination would not itself refuse or find it.
 */
async function adoptByKey(
  scope: DecideScope,
  items: readonly Ready[],
  decided: Decided,
): Promise<readonly Ready[]> {
  const { keyField, guarded, update } = scope.operations;
  if (keyField === undefined || guarded || !scope.occupied) return items;
  const found = await find(scope, items, [keyField]);
  const holders = await holdersOf(scope, [...found.values()].flat());
  return items.filter((item) => {
    // A look-up may take for the same what the load knows to be another's.
    const record = found.get(item)?.find((r) => ownOrNobodys(scope, item, holders.get(r.id)));
    if (record !== undefined) decided.outgoing.push(update(item, record.id));
    return record === undefined;
  });
}

function ownOrNobodys(
  { map }: DecideScope,
  item: Ready,
  holder: { readonly map: string; readonly sourceId: string; readonly element: string } | undefined,
): boolean {
  if (holder === undefined) return true;
  return holder.map === map.id && holder.sourceId === item.sourceId && holder.element === item.element;
}

async function find(
  scope: DecideScope,
  items: readonly Ready[],
  fields: readonly string[],
): Promise<Map<Ready, FoundRecord[]>> {
  const out = new Map<Ready, FoundRecord[]>();
  if (items.length === 0) return out;
  const rows = items.map((i): Row => Object.fromEntries(fields.map((f) => [f, i.values[f] ?? null])));
  const read = Object.keys((items[0] as Ready).values).filter((f) => scope.operations.updateable(f));
  const answers = await scope.context.options.destination.find(scope.map.destinationObject, fields, rows, {
    read,
  });
  for (const { row, record } of answers) {
    const item = items[row] as Ready;
    const list = out.get(item);
    if (list === undefined) out.set(item, [record]);
    else if (!list.some((r) => r.id === record.id)) list.push(record);
  }
  return out;
}

async function holdersOf(scope: DecideScope, records: readonly FoundRecord[]) {
  const ids = [...new Set(records.map((r) => r.id))];
  const holders =
    ids.length === 0 ? [] : await scope.context.journal.records.holders(scope.map.destinationObject, ids);
  return new Map(holders.map((h) => [h.destinationId, h]));
}

/** One record of the destination's own matches: fill, overwrite, leave or ask, as the map says. */
function conflict(scope: DecideScope, item: Ready, existing: FoundRecord, decided: Decided): void {
  const { map, operations } = scope;
  const match = map.match as NonNullable<typeof map.match>;
  const at = { field: match.fields[0], line: lineOf(map.at), detail: existing.id };
  const same = { ...settled(item), destinationId: existing.id, found: true };
  switch (match.onConflict) {
    case 'skip':
      decided.ended.push({
        ...same,
        ...at,
        state: 'skipped',
        reason: 'the destination has it already as {}; left alone',
      });
      return;
    case 'hold':
      decided.ended.push({
        ...settled(item),
        ...at,
        state: 'held',
        reason: 'the destination has it already as {}, and the mapping says hold',
      });
      return;
    case 'update':
      decided.outgoing.push(operations.update(item, existing.id, { found: true }));
      return;
    case 'fill': {
      const values = lacking(item.values, existing.values, (f) => operations.updateable(f));
      if (Object.keys(values).length === 0) decided.ended.push({ ...same, state: 'unchanged' });
      else decided.outgoing.push(operations.update(item, existing.id, { found: true, values }));
    }
  }
}

/** Those of our values that an existing record lacks. */
export function lacking(
  ours: Row,
  existing: Row,
  updateable: (field: string) => boolean,
): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const name in ours)
    if (!isEmpty(ours[name]) && isEmpty(existing[name]) && updateable(name)) out[name] = ours[name] as Value;
  return out;
}

function several({ map }: DecideScope, item: Ready, count: number) {
  const fields = map.match?.fields ?? [];
  return {
    ...settled(item),
    state: 'held' as const,
    reason: `${count} records of the destination have its ${fields.join(', ')}; say which one is meant`,
    field: fields[0],
    line: lineOf(map.at),
  };
}
