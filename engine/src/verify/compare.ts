import type { Destination } from '../connectors/destination.ts';
import { lineOf, type JournalRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { Arrival } from '../run/item.ts';
import { settler } from '../run/settle.ts';
import { stagedWorld } from '../run/stage.ts';
import type { MapElement } from '../mapping/transform.ts';
import type { RunContext } from '../run/context.ts';
import type { SourceRecord } from '../connectors/source.ts';
import { readableName, readableText } from '../schema/readable-name.ts';
import { isEmpty, type Row } from '../values.ts';
import { sameValue } from './same.ts';
import type { VerifiedMap } from './types.ts';

/** A record that the run has written, with its source as it is now. */
export interface Written {
  readonly record: SourceRecord;
  readonly element: string;
  readonly value?: MapElement;
  readonly row: JournalRecord & { readonly destinationId: string };
}

type Line = { -readonly [K in keyof VerifiedMap['lines'][number]]: VerifiedMap['lines'][number][K] };
const mostSamples = 10;

/** Derives what each destination record should hold, as the load did, and compares it with what it holds. */
export function comparer(context: RunContext, map: ObjectMap, survivors: ReadonlySet<string>) {
  const schema = context.schemas.get(map.destinationObject);
  const fields = new Map(schema?.fields.map((f) => [f.name, f]));
  const settle = settler(context, map, new Set());
  const times = context.capabilities.createdTimes;
  const insertOnly = (name: string): boolean =>
    (times.mode === 'insert' && times.fields.includes(name)) || fields.get(name)?.updateable === false;
  const readable = readableText(schema ? [schema] : []);
  const lines = new Map<string, Line>();
  const result = {
    checked: 0,
    missing: 0,
    missingSamples: [] as { id: string; at: string }[],
    underived: 0,
    underivedSamples: [] as { at: string; reason: string }[],
    notCompared: new Set<string>(),
  };

  const lineFor = (field: string): Line => {
    let line = lines.get(field);
    if (line === undefined) {
      const at = lineOf(map.fields.find((l) => l.field === field)?.at ?? map.at);
      const label = readableName(fields.get(field) ?? { name: field });
      line = {
        field,
        ...(label !== field && { label }),
        ...(at !== undefined && { line: at }),
        checked: 0,
        mismatches: 0,
        filled: 0,
        samples: [],
      };
      lines.set(field, line);
    }
    return line;
  };

  const compare = (written: Written, expected: Row, actual: Row): void => {
    const { row, record } = written;
    const fill = row.found && (map.match?.onConflict ?? 'fill') === 'fill';
    const overwritten =
      map.match?.onConflict === 'update' && survivors.has(`${row.sourceId}\0${row.element}`);
    for (const [name, ours] of Object.entries(expected)) {
      // Another source record of the same destination record was written over this one.
      if (overwritten || (row.state !== 'created' && row.state !== 'unchanged' && insertOnly(name))) continue;
      if (row.found && insertOnly(name)) continue;
      const theirs = actual[name] ?? null;
      const line = lineFor(name);
      line.checked++;
      if (sameValue(fields.get(name), ours, theirs) || (fill && !isEmpty(theirs))) continue;
      if (isEmpty(ours) && row.state !== 'updated') {
        line.filled++;
        continue;
      }
      line.mismatches++;
      if (line.samples.length < mostSamples)
        line.samples.push({
          id: row.destinationId,
          at: record.at,
          expected: ours as Line['samples'][number]['expected'],
          actual: theirs as Line['samples'][number]['actual'],
        });
    }
  };

  return {
    async take(written: readonly Written[], destination: Pick<Destination, 'read'>): Promise<void> {
      if (written.length === 0) return;
      const ready = context.ready(map);
      const world = await stagedWorld(
        context.journal,
        written.map((w) => w.record),
        ready,
      );
      const arrivals: Arrival[] = [];
      const underived = (at: string, reason: string): void => {
        result.underived++;
        if (result.underivedSamples.length < mostSamples)
          result.underivedSamples.push({ at, reason: readable(reason) });
      };
      for (const w of written) {
        const made = ready.apply(w.record, world, w.value);
        if (made.kind === 'draft')
          arrivals.push({
            sourceId: w.record.id,
            element: w.element,
            record: w.record,
            row: w.row,
            draft: made.draft,
          });
        else underived(w.record.at, made.kind === 'out' ? 'the condition lets it out' : made.reason);
      }
      const settled = await settle(arrivals);
      for (const e of settled.ended) underived(e.at, (e.reason ?? '').replace('{}', e.detail ?? ''));
      for (const r of settled.ready) for (const name in r.files) result.notCompared.add(name);
      const byName = new Map(written.map((w) => [`${w.record.id}\0${w.element}`, w]));
      const names = [...new Set(settled.ready.flatMap((r) => Object.keys(r.values)))].filter(
        (n) => fields.get(n)?.kind !== 'file',
      );
      const ids = [...new Set(written.map((w) => w.row.destinationId))];
      const found = new Map(
        (await destination.read(map.destinationObject, ids, names)).map((r) => [r.id, r.values]),
      );
      for (const r of settled.ready) {
        const w = byName.get(`${r.sourceId}\0${r.element}`) as Written;
        const actual = found.get(w.row.destinationId);
        result.checked++;
        if (actual === undefined) {
          result.missing++;
          if (result.missingSamples.length < mostSamples)
            result.missingSamples.push({ id: w.row.destinationId, at: w.record.at });
          continue;
        }
        for (const n of Object.keys(r.values)) if (!names.includes(n)) result.notCompared.add(n);
        compare(w, Object.fromEntries(Object.entries(r.values).filter(([n]) => names.includes(n))), actual);
      }
    },
    result: () => ({ ...result, notCompared: [...result.notCompared], lines: [...lines.values()] }),
  };
}
