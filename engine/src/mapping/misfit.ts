/**
 * "This value does not fit": not an error but a result, which a line's `else` may catch. Uncaught, the record is held
 * for a person; `skipped` is the word of a value table's `otherwise skip`, which nothing catches.
 */
export class Misfit {
  readonly decision: 'held' | 'skipped';
  /** Says of the value what is wrong: "is no e-mail address". The same for all such values, so that reports can count it. */
  readonly reason: string;
  /** The value, cut for display, where the reason is about one. */
  readonly value: string | undefined;
  constructor(reason: string, value?: unknown, decision: 'held' | 'skipped' = 'held') {
    this.reason = reason;
    this.value = value === undefined ? undefined : shortened(value);
    this.decision = decision;
  }
}

/** The value as a reason quotes it. */
export function quoted(value: unknown): string {
  return `"${shortened(value)}"`;
}

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
