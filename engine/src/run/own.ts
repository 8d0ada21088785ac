/**
 * Copies of what stays when its record is gone. A JavaScript engine cuts a text out of a longer one by pointing into it:
 * a name that waits to be sent would keep in memory the whole piece of the file that it was read from.
 */
import type { Row } from '../values.ts';

/** Texts of fewer characters are copied by the engine itself. */
const shortestPointer = 13;

export function ownText(text: string): string {
  return text.length < shortestPointer ? text : (JSON.parse(JSON.stringify(text)) as string);
}

/** Values as they stand in their JSON. */
export function ownValues(json: string): Row {
  return JSON.parse(json) as Row;
}
