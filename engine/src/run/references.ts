import type { Journal, MadeRecord, RecordName } from '../journal/journal.ts';
import { isDeferred, type Deferred, type DraftValue, type Named } from '../mapping/draft.ts';
import { enclosingElement } from '../mapping/elements.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { PreparedLine } from '../mapping/line.ts';
import { Misfit } from '../mapping/misfit.ts';

type Ref = Extract<Deferred, { deferred: 'ref' }>;

/** The records that a batch's references name, looked up in as few queries as there are kinds of reference. */
export interface References {
  /** What became of the records that `ref` names. */
  of(ref: Ref): readonly MadeRecord[];
  /** What other maps made of this source record. */
  ofSame(sourceId: string): readonly MadeRecord[];
  /** What the enclosing map made of the record, or of the element that this element's list stands in. */
  ofParent(name: RecordName): readonly MadeRecord[];
}

export async function lookUp(
  journal: Journal,
  maps: { readonly map: ObjectMap; readonly parent: ObjectMap | undefined },
  refs: readonly Ref[],
  same: readonly RecordName[],
): Promise<References> {
  const { sourceObject } = maps.map;
  const made = new Map<string, MadeRecord[]>();
  const ids = new Map<string, readonly string[]>();
  const wanted = new Map<string, Set<string>>();
  const want = (object: string, id: string): void => {
    const set = wanted.get(object);
    if (set === undefined) wanted.set(object, new Set([id]));
    else set.add(id);
  };

  const byField = Map.groupBy(
    refs.flatMap((r) =>
      r.field === undefined ? [] : r.objects.map((o) => ({ o, f: r.field as string, v: r.value })),
    ),
    (r) => `${r.o}\0${r.f}`,
  );
  for (const group of byField.values()) {
    const { o, f } = group[0] as { o: string; f: string };
    const found = await journal.stage.idsBy(o, f, [...new Set(group.map((r) => r.v))]);
    for (const [value, list] of found) {
      ids.set(`${o}\0${f}\0${value}`, list);
      for (const id of list) want(o, id);
    }
  }
  for (const ref of refs) if (ref.field === undefined) for (const o of ref.objects) want(o, ref.value);
  for (const { sourceId } of same) want(sourceObject, sourceId);

  for (const [object, set] of wanted)
    for (const row of await journal.records.made([object], [...set])) {
      const key = `${object}\0${row.sourceId}`;
      const list = made.get(key);
      if (list === undefined) made.set(key, [row]);
      else list.push(row);
    }
  const elements = await enclosingElements(journal, maps.parent, same);
  return {
    of: (ref) =>
      ref.objects.flatMap((o) =>
        (ref.field === undefined ? [ref.value] : (ids.get(`${o}\0${ref.field}\0${ref.value}`) ?? [])).flatMap(
          (id) => made.get(`${o}\0${id}`) ?? [],
        ),
      ),
    ofSame: (id) => made.get(`${sourceObject}\0${id}`) ?? [],
    ofParent: ({ sourceId, element }) =>
      maps.parent?.each
        ? (elements.get(`${sourceId}\0${enclosingElement(element)}`) ?? [])
        : (made.get(`${sourceObject}\0${sourceId}`) ?? []).filter((row) => row.map === maps.parent?.id),
  };
}

/** What was made of the elements in whose lists these stand, by source id and element. */
async function enclosingElements(
  journal: Journal,
  parent: ObjectMap | undefined,
  names: readonly RecordName[],
): Promise<ReadonlyMap<string, readonly MadeRecord[]>> {
  if (!parent?.each) return new Map();
  const { id: map, sourceObject, destinationObject } = parent;
  const outer = new Map(
    names.map(({ sourceId, element }) => {
      const name = { sourceId, element: enclosingElement(element) };
      return [`${sourceId}\0${name.element}`, name];
    }),
  );
  const rows = await journal.records.get(map, [...outer.values()]);
  return new Map(
    [...outer.keys()].map((key, i) => {
      const row = rows[i];
      return [key, row ? [{ ...row, map, sourceObject, destinationObject, reason: row.reason ?? null }] : []];
    }),
  );
}

/** What a line's `else` may look up. */
export function namedInstead(line: PreparedLine | undefined): readonly Named[] {
  return line?.instead instanceof Misfit ? [] : wantedBy(line?.instead).named;
}

/** What settling values will look up. */
export interface Wanted {
  readonly refs: readonly Ref[];
  /** Records of the destination, by name. */
  readonly named: readonly Named[];
  /** Others made of the same source record. */
  readonly same: boolean;
}

const nothing: Wanted = { refs: [], named: [], same: false };

export function wantedBy(value: DraftValue | undefined): Wanted {
  if (!isDeferred(value)) return nothing;
  switch (value.deferred) {
    case 'ref':
      return { ...nothing, refs: [value] };
    case 'named':
      return { ...nothing, named: [value] };
    case 'this':
    case 'parent':
      return { ...nothing, same: true };
    case 'choice': {
      const within = value.options.map(wantedBy);
      return {
        refs: within.flatMap((w) => w.refs),
        named: within.flatMap((w) => w.named),
        same: within.some((w) => w.same),
      };
    }
    default:
      return nothing;
  }
}
