import type { FieldLine } from '../generated/ast.ts';
import type { Fix } from './rule.ts';
import { appendFix } from './text.ts';

/** What may become of a record whose value is missing. */
export function elseFixes(line: FieldLine): Fix[] {
  return [
    appendFix('Load it without: else empty', line, ' else empty'),
    appendFix('Hold it for a person: else hold', line, ' else hold'),
    appendFix('Leave it out: else skip', line, ' else skip'),
  ];
}
