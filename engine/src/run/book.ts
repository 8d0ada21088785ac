import type { RecordError } from '../connectors/errors.ts';
import type { BatchState } from '../journal/journal.ts';
import type { Operation, Outgoing } from './item.ts';

/** What became of one record that was sent. */
export type Outcome =
  | { readonly item: Outgoing; readonly outcome: 'created' | 'updated'; readonly id: string }
  | { readonly item: Outgoing; readonly outcome: 'refused'; readonly error: RecordError }
  /** It may be there, and nothing can tell. */
  | { readonly item: Outgoing; readonly outcome: 'unknowable' };

/** Keeps the journal of what is sent: first writes, links and merges each have their own. */
export interface Book {
  begin(
    items: readonly Outgoing[],
    about: { operation: Operation; attempt: number; bytes: number },
  ): Promise<number>;
  remember(batch: number, handle: string): Promise<void>;
  /** Items in neither list stay in doubt. */
  finish(
    batch: number,
    state: BatchState,
    outcomes: readonly Outcome[],
    released: readonly Outgoing[],
    error?: string,
  ): Promise<void>;
}
