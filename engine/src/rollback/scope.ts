import type { BatchRow, KeptRecord, SentRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { RunContext } from '../run/context.ts';
import type { FieldSchema } from '../schema/types.ts';
import type { WorkTimes } from './work-times.ts';

/** Requests of one map that are undone together. */
export interface Group {
  readonly map: ObjectMap;
  readonly object: string;
  readonly batches: readonly BatchRow[];
}

/** One record of a request that was done, and its destination id. */
export interface Done {
  readonly sent: SentRecord;
  readonly id: string;
  /** Its answer was lost: the journal has no id of it. */
  readonly lost?: boolean;
  /** Not of a request: the platform made it with a record of one. */
  readonly byPlatform?: boolean;
}

/** What the steps of a roll-back share. */
export interface UndoScope {
  readonly context: RunContext;
  /** When the load and its roll-backs were at work. */
  readonly work: WorkTimes;
  readonly kept: KeptRecords;
  /** Made by the run although the journal has no id of them; filled by the survey: `Contact 003…`. */
  readonly lost: Set<string>;
}

export interface KeptRecords {
  get(object: string, id: string): KeptRecord | undefined;
  add(record: KeptRecord): void;
  all(): readonly KeptRecord[];
}

export function keptRecords(noted: readonly KeptRecord[]): KeptRecords {
  const key = (object: string, id: string): string => `${object} ${id}`;
  const known = new Map(noted.map((r) => [key(r.object, r.id), r]));
  return {
    get: (object, id) => known.get(key(object, id)),
    all: () => [...known.values()],
    add(record) {
      const { object, id, fields } = record;
      const before = known.get(key(object, id));
      // A record that is left as a whole stays so; of others the fields add up.
      if (before !== undefined && (before.fields === undefined || fields === undefined)) {
        if (before.fields !== undefined) known.set(key(object, id), record);
        return;
      }
      known.set(key(object, id), {
        ...record,
        ...(fields !== undefined && { fields: [...new Set([...(before?.fields ?? []), ...fields])] }),
      });
    },
  };
}

export function fieldsOf(context: RunContext, object: string): ReadonlyMap<string, FieldSchema> {
  return new Map(context.schemas.get(object)?.fields.map((f) => [f.name, f]));
}
