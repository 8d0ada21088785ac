import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = 'test/golden/example/views';

/** Compares with the file of that name; `UPDATE_GOLDEN=1` writes it instead. */
export function assertGolden(name: string, text: string): void {
  const file = join(folder, name);
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(text, readFileSync(file, 'utf8'), `${file} is out of date; UPDATE_GOLDEN=1 rewrites it.`);
}

/** What differs from run to run or from machine to machine: moments, durations, names of runs, places. */
const volatile = new Set([
  'run',
  'hash',
  'url',
  'startedAt',
  'endedAt',
  'discoveredAt',
  'milliseconds',
  // A look-up may be asked in one request or two, as batches happen to meet.
  'requests',
  'seconds',
  'bytes',
  'again',
  'bytesSent',
  'repeats',
  'waits',
  'waitedMs',
  'tokens',
  'remaining',
  'shareOfDay',
]);

/** Pretty JSON with `<name>` in place of every volatile value, and paths below `root` made relative. */
export function steadyJson(text: string, root: string): string {
  const steady = (name: string, value: unknown): unknown =>
    volatile.has(name) && typeof value !== 'object' ? `<${name}>` : value;
  return `${steadyText(JSON.stringify(JSON.parse(text), steady, 1), root)}\n`;
}

export function steadyText(text: string, root: string): string {
  return text
    .replaceAll(`${root}/`, '')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<moment>')
    .replaceAll(/\d{8}-\d{6}-[0-9a-f]{4}/g, '<run>')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>');
}
