import type { OrgCatalog } from '../schema/catalog.ts';
import type { Store } from '../store/store.ts';
import type { BlobStore } from '../../store/blobs.ts';
import type { OrgDefinition } from './definition.ts';

/** Everything that a request works on. */
export interface Org {
  readonly definition: OrgDefinition;
  readonly catalog: OrgCatalog;
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly now: () => Date;
  /** 18-character ids that every answer needs. */
  readonly ids: {
    readonly organization: string;
    readonly migrationUser: string;
    readonly standardPricebook: string;
  };
  /** Requests of the day, bulk batches of 10,000 rows, records that count for the data storage. */
  readonly usage: { requests: number; bulkBatches: number; records: number };
  /** While one request holds the org for itself (a transaction over several steps), the others wait. */
  readonly lock: { held: Promise<void> | undefined };
  /** Bulk jobs in progress; they stop between two chunks when the server does. */
  readonly background: { stopped: boolean; readonly running: Set<Promise<void>> };
}

/** `2026-03-01T09:30:00.000Z`: how instants lie in the tables. */
export const instant = (org: Pick<Org, 'now'>): string => org.now().toISOString();

/** Waits until no request holds the org for itself. */
export async function unlocked(org: Pick<Org, 'lock'>): Promise<void> {
  while (org.lock.held !== undefined) await org.lock.held;
}

/** Runs `work` in one transaction that nobody else writes into. */
export async function exclusively<T>(org: Org, work: () => Promise<T>): Promise<T> {
  await unlocked(org);
  let release = (): void => {};
  org.lock.held = new Promise((done) => {
    release = done;
  });
  try {
    return await org.store.atomicallyAsync(work);
  } finally {
    org.lock.held = undefined;
    release();
  }
}
