import { lineOf, type SettledRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';

/** A record that did not arrive always says which line of the mapping to look at: its field's, else its map's. */
export function placed(map: ObjectMap): (record: SettledRecord) => SettledRecord {
  const lines = new Map(map.fields.map((l) => [l.field, l.at]));
  return (record) => {
    const waits = record.state === 'held' || record.state === 'failed' || record.state === 'skipped';
    if (!waits || (record.line !== undefined && record.line !== null)) return record;
    return { ...record, line: lineOf(lines.get(record.field ?? '') ?? map.at) };
  };
}
