import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';
import { isEmpty, type Row, type Value } from '../values.ts';
import { deriver, type Derived, type Written } from './derive.ts';
import { compareFiles } from './files.ts';
import type { Expected, MergedRecords } from './merged.ts';
import { hasParts } from './reckoned.ts';
import { sameValue } from './same.ts';
import { tally, type Spot } from './tally.ts';

const chunk = 500;

/** What the journal knows of a map's records. */
export interface Known {
  /** `source id\\0element` of those into which others were merged. */
  readonly survivors: ReadonlySet<string>;
  /** `field destination-id` of what a delta has left as people wrote it. */
  readonly kept: ReadonlySet<string>;
  readonly merged: MergedRecords;
}

/**
 * Derives what each destination record of a map should hold, as the load did, and compares it with what it holds. Records
 * that others were merged into wait for `finish`, when all maps are read.
 */
export function comparer(context: RunContext, map: ObjectMap, { survivors, kept, merged }: Known) {
  const { destination } = context.options;
  const object = map.destinationObject;
  const schema = context.schemas.get(object);
  const fields = new Map(schema?.fields.map((f) => [f.name, f]));
  const told = tally(schema, (id) => destination.recordUrl(object, id));
  const derive = deriver(context, map, told);
  const times = context.capabilities.createdTimes;
  const insertOnly = (name: string): boolean =>
    (times.mode === 'insert' && times.fields.includes(name)) || fields.get(name)?.updateable === false;
  const updateable = (name: string): boolean => !insertOnly(name) && name !== map.key?.destination;
  const order = context.options.mapping.maps.indexOf(map);
  const waiting: Derived[] = [];
  let mergedCount = 0;

  /** By field; what is written on insert alone says nothing of a record that was only changed. */
  const expectedOf = (d: Derived): ReadonlyMap<string, Expected> => {
    const { row, record } = d;
    const changedOnly = row.found || (row.state !== 'created' && row.state !== 'unchanged');
    const orOwn = row.found && (map.match?.onConflict ?? 'fill') === 'fill';
    return new Map(
      Object.entries(d.values)
        .filter(([name]) => !(changedOnly && insertOnly(name)))
        .map(([name, value]) => [name, { value, line: d.line(name), at: record.at, orOwn }]),
    );
  };

  async function compare(derived: readonly Derived[], fold: boolean): Promise<void> {
    if (derived.length === 0) return;
    const records = derived.map((d) => {
      const own = expectedOf(d);
      return { d, expected: fold ? merged.onto(d.row.destinationId, own, updateable) : own };
    });
    const names = [...new Set(records.flatMap((r) => [...r.expected.keys()]))];
    const readable = names.filter((n) => fields.get(n)?.kind !== 'file');
    const ids = [...new Set(derived.map((d) => d.row.destinationId))];
    const found = new Map((await destination.read(object, ids, readable)).map((r) => [r.id, r.values]));
    const unmade = await context.journal.links.unmade(
      map.id,
      derived.map((d) => ({ sourceId: d.record.id, element: d.element })),
    );
    const doubted: { spot: Spot; expected: Value; actual: Value }[] = [];
    for (const { d, expected } of records) {
      told.record();
      const actual = found.get(d.row.destinationId);
      if (actual === undefined) told.missing(d.row.destinationId, d.record.at);
      else
        for (const [field, wanted] of expected)
          if (readable.includes(field)) compareField(d, field, wanted, actual);
          else if (!(field in d.files)) told.notCompared(field);
    }
    const parts = await hasParts(context, object, doubted);
    for (const { spot, expected, actual } of doubted)
      if (parts.has(`${spot.field} ${spot.id}`)) told.excused(spot, 'reckoned');
      else told.differs(spot, expected, actual);
    await compareFiles(
      context,
      object,
      derived.filter((d) => found.has(d.row.destinationId)),
      told,
    );

    function compareField(d: Derived, field: string, wanted: Expected, actual: Row): void {
      const { value, line, at, orOwn } = wanted;
      const theirs = actual[field] ?? null;
      const spot = { field, line, id: d.row.destinationId, at };
      if (sameValue(fields.get(field), value, theirs) || (orOwn && !isEmpty(theirs))) told.same(spot);
      else if (isEmpty(value) && d.row.state !== 'updated') told.excused(spot, 'filled');
      else if (unmade.has(`${d.record.id}\0${d.element}\0${field}`)) told.excused(spot, 'held');
      else if (kept.has(`${field} ${d.row.destinationId}`)) told.excused(spot, 'kept');
      else doubted.push({ spot, expected: value, actual: theirs });
    }
  }

  return {
    async take(written: readonly Written[]): Promise<void> {
      if (written.length === 0) return;
      const derived = await derive(written);
      const isSurvivor = (d: Derived): boolean => survivors.has(`${d.row.sourceId}\0${d.row.element}`);
      for (const d of derived) {
        if (d.row.state === 'merged') {
          mergedCount++;
          const onConflict = map.match?.onConflict ?? 'fill';
          merged.add(d.row.destinationId, { derived: d, onConflict, order });
        } else if (isSurvivor(d)) waiting.push(d);
      }
      await compare(
        derived.filter((d) => d.row.state !== 'merged' && !isSurvivor(d)),
        false,
      );
    },
    async finish(): Promise<void> {
      for (let i = 0; i < waiting.length; i += chunk) await compare(waiting.slice(i, i + chunk), true);
    },
    result: () => ({ ...told.result(), merged: mergedCount }),
  };
}
