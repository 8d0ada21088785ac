/** Lists in a cell: a JSON array, or parts between semicolons. */
import type { Value } from '../../values.ts';
import { depthOf, maxDepth } from './depth.ts';

export function parseList(text: string): readonly Value[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) {
    const list = parseJson(trimmed);
    if (Array.isArray(list)) return list;
  }
  return trimmed
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function parseJson(text: string): Value | undefined {
  if (depthOf(text) > maxDepth) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
