import type { JournalRecord } from '../types.ts';

export const recordColumns = `r.source_id AS sourceId, r.element, r.at, r.key, r.state, r.destination_id AS destinationId,
  r.found, r.hash, replace(r.reason, '{}', coalesce(r.detail, '…')) AS reason, r.run, r.flags`;

export type StoredRecord = Omit<JournalRecord, 'found' | 'flags'> & { found: number; flags: string | null };

export function journalRecord(row: StoredRecord): JournalRecord {
  return { ...row, found: row.found === 1, flags: flagsOf(row.flags) };
}

export function flagsOf(stored: string | null): readonly string[] {
  return stored === null ? [] : (JSON.parse(stored) as string[]);
}
