import type { FileValue } from '../connectors/destination.ts';
import type { SourceRecord } from '../connectors/source.ts';
import { lineOf, reasonText, type JournalRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { MapElement } from '../mapping/transform.ts';
import type { RunContext } from '../run/context.ts';
import type { Arrival } from '../run/item.ts';
import { settler } from '../run/settle.ts';
import { stagedWorld } from '../run/stage.ts';
import type { Row } from '../values.ts';
import type { Tally } from './tally.ts';

/** A record that the run has written or merged, with its source as it is now. */
export interface Written {
  readonly record: SourceRecord;
  readonly element: string;
  readonly value?: MapElement;
  readonly row: JournalRecord & { readonly destinationId: string };
}

/** What its destination record should hold. */
export interface Derived extends Written {
  readonly values: Row;
  readonly files: Readonly<Record<string, FileValue>>;
  /** Where the mapping says so. */
  readonly line: (field: string) => string | undefined;
}

/** Derives what destination records should hold, as the load did. */
export function deriver(context: RunContext, map: ObjectMap, told: Tally) {
  const settle = settler(context, map, new Set());
  const lines = new Map(map.fields.map((l) => [l.field, l.at]));
  const line = (field: string): string | undefined => lineOf(lines.get(field) ?? map.at);
  return async (written: readonly Written[]): Promise<Derived[]> => {
    const ready = context.ready(map);
    const world = await stagedWorld(
      context.journal,
      written.map((w) => w.record),
      ready,
    );
    const arrivals: Arrival[] = [];
    for (const { record, element, value, row } of written) {
      const made = ready.apply(record, world, value);
      if (made.kind === 'draft')
        arrivals.push({ sourceId: record.id, element, record, row, draft: made.draft });
      else told.underived(record.at, made.kind === 'out' ? 'the condition lets it out' : made.reason);
    }
    const settled = await settle(arrivals);
    for (const e of settled.ended) told.underived(e.at, reasonText(e.reason ?? '', e.detail));
    const byName = new Map(written.map((w) => [`${w.record.id}\0${w.element}`, w]));
    return settled.ready.map((r): Derived => {
      const w = byName.get(`${r.sourceId}\0${r.element}`) as Written;
      return { ...w, values: r.values, files: r.files ?? {}, line };
    });
  };
}
