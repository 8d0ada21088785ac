import { lineOf, type MapRecordName } from '../journal/journal.ts';
import { isEmpty, type Value } from '../values.ts';
import { settled, type Decided, type DecideScope } from './decide.ts';
import type { Ready } from './item.ts';

/**
 * Passes on the records that are the first of the load with their key; a second one with the same key is held. Where the
 * destination takes two keys for one although their case differs, an upsert of the second would overwrite the first.
 */
export async function claimKeys(
  scope: DecideScope,
  items: readonly Ready[],
  decided: Decided,
): Promise<readonly Ready[]> {
  const { map, context, sharedKey } = scope;
  const keyField = map.key?.destination;
  if (keyField === undefined) return items;
  const schema = context.schemas.get(map.destinationObject);
  const folds = schema?.fields.find((f) => f.name === keyField)?.foldsCase === true;
  const claiming = sharedKey || folds ? items : items.filter((i) => i.key !== i.sourceId);
  const holders = await claim(scope, `${map.destinationObject}.${keyField}`, claiming, (i) =>
    folds ? i.key.toLowerCase() : i.key,
  );
  if (holders.size === 0) return items;
  return items.filter((item) => {
    const holder = holders.get(item);
    if (holder === undefined) return true;
    decided.ended.push({
      ...settled(item),
      state: 'held',
      reason: `its ${keyField} is also that of {}`,
      detail: `${sourceOf(context.options.mapping.maps, holder)} ${holder.sourceId}`,
      field: keyField,
      line: lineOf(map.at),
    });
    return false;
  });
}

/** Passes on the records that are the first of the load with their match value; later ones are merged into them. */
export async function claimMatches(
  scope: DecideScope,
  items: readonly Ready[],
  decided: Decided,
): Promise<readonly Ready[]> {
  const { map } = scope;
  const match = map.match;
  if (match === undefined) return items;
  const space = `${map.destinationObject} by ${match.fields.join(', ')}`;
  const holders = await claim(
    scope,
    space,
    items.filter((i) => matchable(i, match.fields)),
    (i) => JSON.stringify(match.fields.map((f) => folded(i.values[f] as Value))),
  );
  return items.filter((item) => {
    const holder = holders.get(item);
    if (holder === undefined) return true;
    mergeInto(scope, item, holder, decided);
    return false;
  });
}

/** Two source records that are one destination record, by the map's `on conflict`. */
export function mergeInto(scope: DecideScope, item: Ready, into: MapRecordName, decided: Decided): void {
  const { map, context } = scope;
  const line = lineOf(map.at);
  const detail = `${sourceOf(context.options.mapping.maps, into)} ${into.sourceId}`;
  const fields = map.match?.fields.join(', ') ?? '';
  const onConflict = map.match?.onConflict ?? 'fill';
  const same = { ...settled(item), field: map.match?.fields[0], line, detail };
  if (onConflict === 'hold')
    decided.ended.push({
      ...same,
      state: 'held',
      reason: `the same ${fields} as {}, and the mapping says hold`,
    });
  else if (onConflict === 'skip')
    decided.ended.push({ ...same, state: 'skipped', reason: `the same ${fields} as {}`, mergedInto: into });
  else {
    const { sourceId, element, key, hash } = item;
    decided.merges.push({ sourceId, element, key, hash, at: item.record.at, into, values: item.values });
  }
}

async function claim(
  scope: DecideScope,
  space: string,
  items: readonly Ready[],
  keyOf: (item: Ready) => string,
): Promise<Map<Ready, MapRecordName>> {
  const others = new Map<Ready, MapRecordName>();
  if (items.length === 0) return others;
  const { map, context } = scope;
  const claims = items.map((i) => ({ map: map.id, sourceId: i.sourceId, element: i.element, key: keyOf(i) }));
  const holders = await context.journal.records.claim(context.run, space, claims);
  for (const [i, item] of items.entries()) {
    const h = holders[i] as MapRecordName;
    if (h.map !== map.id || h.sourceId !== item.sourceId || h.element !== item.element) others.set(item, h);
  }
  return others;
}

/** A record without one of the match fields matches nothing. */
export function matchable(item: Ready, fields: readonly string[]): boolean {
  return fields.every((f) => !isEmpty(item.values[f]));
}

function folded(value: Value): Value {
  return typeof value === 'string' ? value.trim().toLowerCase() : value;
}

function sourceOf(maps: readonly { id: string; sourceObject: string }[], name: MapRecordName): string {
  return maps.find((m) => m.id === name.map)?.sourceObject ?? name.map;
}
