import assert from 'node:assert/strict';
import type { Content } from './road.ts';

const most = 12;

/** Fails with the records that are missing, and those that are too many or another's. */
export function assertSame(actual: Content, expected: Content): void {
  const wrong: string[] = [];
  for (const object of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const left = [...(actual[object] ?? [])];
    for (const line of expected[object] ?? []) {
      const at = left.indexOf(line);
      if (at < 0) wrong.push(`missing: ${object} ${line}`);
      else left.splice(at, 1);
    }
    wrong.push(...left.map((line) => `not expected: ${object} ${line}`));
  }
  if (wrong.length > 0) assert.fail(`${wrong.length} differences:\n${wrong.slice(0, most).join('\n')}`);
}
