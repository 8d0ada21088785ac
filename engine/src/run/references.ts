import type { Journal, MadeRecord } from '../journal/journal.ts';
import { isDeferred, type Deferred, type DraftValue, type Named } from '../mapping/draft.ts';
import type { PreparedLine } from '../mapping/line.ts';
import { Misfit } from '../mapping/misfit.ts';

type Ref = Extract<Deferred, { deferred: 'ref' }>;

/** The records that a batch's references name, looked up in as few queries as there are kinds of reference. */
export interface References {
  /** What became of the records that `ref` names. */
  of(ref: Ref): readonly MadeRecord[];
  /** What other maps made of this source record. */
  ofSame(sourceId: string): readonly MadeRecord[];
}

export async function lookUp(
  journal: Journal,
  sourceObject: string,
  refs: readonly Ref[],
  sameIds: readonly string[],
): Promise<References> {
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
  for (const id of sameIds) want(sourceObject, id);

  for (const [object, set] of wanted)
    for (const row of await journal.records.made([object], [...set])) {
      const key = `${object}\0${row.sourceId}`;
      const list = made.get(key);
      if (list === undefined) made.set(key, [row]);
      else list.push(row);
    }
  return {
    of: (ref) =>
      ref.objects.flatMap((o) =>
        (ref.field === undefined ? [ref.value] : (ids.get(`${o}\0${ref.field}\0${ref.value}`) ?? [])).flatMap(
          (id) => made.get(`${o}\0${id}`) ?? [],
        ),
      ),
    ofSame: (id) => made.get(`${sourceObject}\0${id}`) ?? [],
  };
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
