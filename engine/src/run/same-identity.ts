import type { Value } from '../values.ts';

/** What a destination recognises records by, in requests that are under way: no two requests carry the same at once. */
export interface SameIdentity {
  /** Does the work as soon as none of these identities is in another's hands. Empty identities are nobody's. */
  alone<T>(identities: readonly Readonly<Record<string, Value>>[], work: () => Promise<T>): Promise<T>;
}

/**
 * Without it, a record in doubt could find what another request has just made and take it for its own, while the answer
 * to that other request is still on its way: one destination record for two of the source.
 */
export function sameIdentity(): SameIdentity {
  const busy = new Map<string, Promise<void>>();
  return {
    async alone(identities, work) {
      const keys = [...new Set(identities.filter((i) => Object.keys(i).length > 0).map(folded))];
      for (let other = taken(busy, keys); other !== undefined; other = taken(busy, keys)) await other;
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const key of keys) busy.set(key, promise);
      try {
        return await work();
      } finally {
        for (const key of keys) busy.delete(key);
        resolve();
      }
    },
  };
}

function taken(busy: ReadonlyMap<string, Promise<void>>, keys: readonly string[]): Promise<void> | undefined {
  for (const key of keys) {
    const other = busy.get(key);
    if (other !== undefined) return other;
  }
  return undefined;
}

/** Coarser than any destination compares: whoever waits for nothing loses nothing. */
function folded(identity: Readonly<Record<string, Value>>): string {
  return JSON.stringify(identity)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\\[nrt]|\s/g, '');
}
