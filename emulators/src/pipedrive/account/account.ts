import type { BlobStore } from '../../store/blobs.ts';
import type { Fields } from '../fields/fields.ts';
import type { Limits } from '../limits/limits.ts';
import type { SearchIndex } from '../search/searchIndex.ts';
import type { Documents } from '../store/documents.ts';
import type { Clock } from '../../faults/clock.ts';
import type { AccountDefinition } from './definition.ts';

/** Everything that a request works on. */
export interface Account {
  readonly definition: AccountDefinition;
  readonly seed: string;
  readonly companyId: number;
  readonly domain: string;
  /** The user that tokens stand for. */
  readonly userId: number;
  readonly documents: Documents;
  readonly fields: Fields;
  readonly search: SearchIndex;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly limits: Limits;
}
