import type { Tables } from './example.ts';

/** What a platform writes into a record by itself whenever it is changed: no roll-back takes that back. */
const stamps = new Set(['SystemModstamp', 'LastModifiedDate', 'LastModifiedById', 'update_time']);

/** What the API answers for a field that a record was made without: not to be told from a record that says so. */
const implied: Readonly<Record<string, unknown>> = { visible_to: 3 };

/** Where two databases differ: `Contact 003… is new`, `Account 001… is gone`, `Account 001….Phone: "1" is "2"`. */
export function differences(before: Tables, after: Tables): string[] {
  const out: string[] = [];
  for (const table of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[table] ?? {};
    const now = after[table] ?? {};
    for (const id of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (old[id] === undefined) out.push(`${table} ${id} is new`);
      else if (now[id] === undefined) out.push(`${table} ${id} is gone`);
      else out.push(...inRow(`${table} ${id}`, old[id], now[id]));
    }
  }
  return out;
}

function inRow(name: string, old: Readonly<Record<string, unknown>>, now: typeof old): string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((field) => {
    const [a, b] = [old[field], now[field]];
    if (stamps.has(field)) return [];
    if (isRow(a) || isRow(b)) return inRow(`${name}.${field}`, isRow(a) ? a : {}, isRow(b) ? b : {});
    const [was, is] = [a, b].map((value) => JSON.stringify(value ?? implied[field] ?? null));
    return was === is ? [] : [`${name}.${field}: ${was} is ${is}`];
  });
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
