import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '@migmap/language/checker';
import type { Paint } from '../io.ts';

/** `file:line:column severity CODE message`, the file relative to the current folder where it is in it. */
export function diagnosticLine(paint: Paint, { uri, range, severity, code, message }: Diagnostic): string {
  const colour = { error: paint.red, warning: paint.yellow, info: paint.blue, hint: paint.dim }[severity];
  const path = fileURLToPath(uri);
  const near = relative(process.cwd(), path);
  const place = `${near.startsWith('..') ? path : near}:${range.start.line + 1}:${range.start.character + 1}`;
  return `${place} ${colour(severity)} ${paint.dim(code)} ${message}`;
}
