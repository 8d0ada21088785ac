import type { WriteResult } from '../connectors/destination.ts';
import type { Outgoing } from './item.ts';

export interface Paired {
  readonly results: readonly { readonly item: Outgoing; readonly result: WriteResult }[];
  /** Their key is missing from the answer or stands in it twice. */
  readonly doubtful: readonly Outgoing[];
}

/** Pairs results with records by key alone; an answer's order says nothing. */
export function pair(items: readonly Outgoing[], answer: readonly WriteResult[]): Paired {
  const byKey = new Map<string, WriteResult | 'doubled'>();
  for (const result of answer) byKey.set(result.key, byKey.has(result.key) ? 'doubled' : result);
  const results: { item: Outgoing; result: WriteResult }[] = [];
  const doubtful: Outgoing[] = [];
  for (const item of items) {
    const result = byKey.get(item.key);
    if (result === undefined || result === 'doubled') doubtful.push(item);
    else results.push({ item, result });
  }
  return { results, doubtful };
}
