import type { Describe } from '../describe/raw.ts';
import type { Pause } from '../../http/pause.ts';
import type { Reader } from '../reader.ts';
import type { Rest } from '../rest.ts';

/** What every way of writing needs. */
export interface Writer {
  readonly rest: Rest;
  readonly reader: Reader;
  /** Headers that keep the platform's own rules from changing what is loaded. */
  readonly headers: Readonly<Record<string, string>>;
  /** Between looks at a job. */
  readonly pause?: Pause;
}

/** Names of the fields that travel as base64. */
export function base64Fields(describe: Describe): ReadonlySet<string> {
  return new Set(describe.fields.filter((f) => f.type === 'base64').map((f) => f.name));
}
