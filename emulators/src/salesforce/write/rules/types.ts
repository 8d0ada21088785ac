import type { LiveObject } from '../../schema/catalog.ts';
import type { StoredRow } from '../../store/store.ts';
import type { WriteContext } from '../context.ts';

export interface WriteStep {
  readonly context: WriteContext;
  readonly object: LiveObject;
  readonly id: string;
  /** What the record will be: the given and the defaulted values; a rule may set derived ones. */
  readonly row: StoredRow;
  /** The record before an update. */
  readonly before?: StoredRow;
  /** Names of the fields that the caller gave. */
  readonly given: ReadonlySet<string>;
}

/** What the platform does of itself when a record of one object is written. Each may throw a RecordError. */
export interface ObjectRules {
  /** Before required fields are checked: fills what the platform derives. */
  readonly defaults?: (step: WriteStep) => void;
  /** After all fields have been checked, before the row is stored. */
  readonly before?: (step: WriteStep) => void;
  /** After the row is stored. */
  readonly after?: (step: WriteStep) => void;
  /** Before a record is deleted. */
  readonly beforeDelete?: (context: WriteContext, row: StoredRow) => void;
  readonly afterDelete?: (context: WriteContext, row: StoredRow) => void;
}
