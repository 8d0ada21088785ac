/**
 * What may have happened to a request that was not answered, or answered with a status that says nothing of the work.
 * Only what is certainly undone may be sent again when sending twice would do the work twice.
 */
export type Certainty = 'undone' | 'unknown';

/** Failures before a byte of the request can have been acted on: no connection came about, or the body never was complete. */
const undoneCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

export function errorCertainty(error: unknown): Certainty {
  return undoneCodes.has(errorCode(error)) ? 'undone' : 'unknown';
}

/** The innermost code of an error (`ECONNREFUSED`), or its name. */
export function errorCode(error: unknown): string {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    // A host with several addresses fails with one error for each of them.
    const first: unknown = e instanceof AggregateError ? e.errors[0] : e;
    if (first instanceof Error && 'code' in first && typeof first.code === 'string') return first.code;
  }
  return error instanceof Error ? error.name : 'UNKNOWN';
}

/** Statuses with which a server turns a request away before it does anything. */
export const turnedAway: ReadonlySet<number> = new Set([429, 503]);
/** Statuses that leave open whether the work was done. */
export const undecided: ReadonlySet<number> = new Set([408, 500, 502, 504]);
