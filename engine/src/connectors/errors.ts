import { masked } from '../config/secrecy.ts';

/**
 * Classes into which a connector sorts every refusal, whole requests (thrown) and single records (in results) alike.
 *
 * - `transient`: lock, 5xx, dropped socket before anything was done: send again after a pause.
 * - `rate`: slow down until `retryAfterMs`; `quota`: a daily budget is spent, the run pauses.
 * - `doubt`: the request may or may not have been done: ask before sending again.
 * - `tooLarge`: halve the batch. - `auth`: the session is over and could not be renewed.
 * - `validation`: this record's data is refused (field named in `fields`). - `duplicate`: an existing record is in the way.
 * - `reference`: a referenced record is missing. - `permission`, `planCap`, `schema`: a person must change the destination.
 */
export type ErrorClass =
  | 'transient'
  | 'rate'
  | 'quota'
  | 'doubt'
  | 'tooLarge'
  | 'auth'
  | 'validation'
  | 'duplicate'
  | 'reference'
  | 'permission'
  | 'planCap'
  | 'schema';

export interface RecordError {
  readonly class: ErrorClass;
  /** The system's own code, `REQUIRED_FIELD_MISSING`. */
  readonly code: string;
  readonly message: string;
  readonly fields?: readonly string[];
  /** For `duplicate`: the record in the way, where the system names it. */
  readonly existingId?: string;
}

/** A request that failed as a whole. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly class: ErrorClass;
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  constructor(
    cls: ErrorClass,
    code: string,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(masked(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.class = cls;
    this.code = masked(code);
    this.retryAfterMs = options.retryAfterMs;
  }
}
