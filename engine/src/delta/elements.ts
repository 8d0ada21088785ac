import type { Journal } from '../journal/journal.ts';
import type { DecideScope } from '../run/decide.ts';
import { elementsOf } from '../run/elements.ts';
import type { Ready } from '../run/item.ts';
import { sameValue } from '../verify/same.ts';
import { fieldsOf } from './fields.ts';

type KnownElement = Awaited<ReturnType<Journal['delta']['elements']>>[number];

/**
 * A list has no names for its elements, and the journal knows them by their place. In a delta an element is the one that it
 * equals (or whose key it has), wherever it stands now; the places in the journal are put right before anything is decided.
 * What no element of the list is any more keeps a place behind its end.
 */
export async function pairElements(scope: DecideScope, items: readonly Ready[]): Promise<readonly Ready[]> {
  const { context, map } = scope;
  const { journal, run, delta } = context;
  if (delta === undefined || map.each === undefined || items.length === 0) return items;
  // A retry has only some elements of a list before it.
  if (context.options.retryHeld) return items;
  const known = Map.groupBy(
    await journal.delta.elements(map.id, [...new Set(items.map((i) => i.sourceId))]),
    (k) => k.sourceId,
  );
  const differs = await edits(scope, [...known.values()].flat());
  const moves: { sourceId: string; element: string; to: string }[] = [];
  for (const [sourceId, own] of Map.groupBy(items, (i) => i.sourceId)) {
    const all = known.get(sourceId) ?? [];
    // What this run has settled already stands in its place.
    const free = all.filter((k) => k.run !== run || own.some((i) => i.element === k.element));
    const keyed = (k: KnownElement): boolean => byKey(scope) && k.key !== '';
    const pairs = pair(
      own,
      free,
      (i, k) => (keyed(k) ? i.key === k.key : i.hash === k.hash),
      (i, k) => !keyed(k) && !differs(i, k),
      // Without its key nobody can tell which one it was: what differs is kept then.
      (k) => byKey(scope) && k.key === '',
    );
    const [list = []] = await elementsOf(journal, context.ready(map), [(own[0] as Ready).record]);
    moves.push(...places(sourceId, own, all, pairs, list.length));
  }
  if (moves.length === 0) return items;
  await journal.delta.renumber(map.id, moves);
  const rows = await journal.records.get(map.id, items);
  return items.map((item, i) => ({ ...item, row: rows[i] }));
}

/** A purged journal has no keys any more. */
function byKey({ map }: DecideScope): boolean {
  return map.key !== undefined && map.key.source[0] === map.each?.alias;
}

/** First those that are the same in the same place, then the same elsewhere, then edited ones in the same place, then any. */
function pair(
  items: readonly Ready[],
  known: readonly KnownElement[],
  same: (item: Ready, known: KnownElement) => boolean,
  edited: (item: Ready, known: KnownElement) => boolean,
  nameless: (known: KnownElement) => boolean,
): Map<Ready, KnownElement> {
  const pairs = new Map<Ready, KnownElement>();
  const taken = new Set<KnownElement>();
  const round = (fits: (item: Ready, known: KnownElement) => boolean): void => {
    for (const item of items) {
      const found = pairs.has(item) ? undefined : known.find((k) => !taken.has(k) && fits(item, k));
      if (found === undefined) continue;
      pairs.set(item, found);
      taken.add(found);
    }
  };
  round((i, k) => i.element === k.element && same(i, k));
  round(same);
  round((i, k) => i.element === k.element && edited(i, k));
  round((_, k) => nameless(k));
  return pairs;
}

/** Moves known elements to the places of what they are paired with, and those in their way behind everything. */
function places(
  sourceId: string,
  items: readonly Ready[],
  known: readonly KnownElement[],
  pairs: ReadonlyMap<Ready, KnownElement>,
  length: number,
): { sourceId: string; element: string; to: string }[] {
  const moves = [...pairs].flatMap(([item, k]) =>
    item.element === k.element ? [] : [{ sourceId, element: k.element, to: item.element }],
  );
  const kept = new Set(pairs.values());
  const wanted = new Set(items.map((i) => i.element));
  let end = Math.max(length, ...known.map((k) => Number.parseInt(k.element, 10) + 1 || 0));
  for (const k of known)
    if (!kept.has(k) && wanted.has(k.element))
      moves.push({ sourceId, element: k.element, to: String(end++) });
  return moves;
}

/** Whether an element differs from a known one in what cannot be changed or in what identifies it: then it is another. */
async function edits(
  { context, map, operations }: DecideScope,
  known: readonly KnownElement[],
): Promise<(item: Ready, known: KnownElement) => boolean> {
  const object = map.destinationObject;
  const fields = fieldsOf(context, object);
  const sent = await context.journal.delta.sent(
    object,
    known.flatMap((k) => k.destinationId ?? []),
  );
  const identity = new Set(
    context.options.destination.naturalIdentity(
      object,
      map.fields.map((l) => l.field),
    ),
  );
  return (item, { destinationId }) => {
    const values = destinationId === null ? undefined : sent.get(destinationId)?.values;
    if (values === undefined) return false;
    return Object.entries(item.values).some(
      ([name, ours]) =>
        (identity.has(name) || !operations.updateable(name)) &&
        !sameValue(fields.get(name), ours, values[name] ?? null),
    );
  };
}
