import type { Rule } from './rule.ts';

const day = 86_400_000;
/** A month: admins change systems more often than that while a migration is prepared. */
const mostDays = 30;

export const staleSchema: Rule = {
  code: 'MM502',
  name: 'stale-schema',
  severity: 'warning',
  *check({ files, context }) {
    const node = files[0]?.node.migration;
    if (!node || !context.now) return;
    for (const [property, catalog] of [
      ['source', context.source],
      ['destination', context.destination],
    ] as const) {
      const discoveredAt = catalog?.index.discoveredAt;
      const days = discoveredAt === undefined ? 0 : (context.now.getTime() - Date.parse(discoveredAt)) / day;
      if (!(days > mostDays)) continue;
      const message = `The snapshot of the ${property} ${node[property]} is ${Math.floor(days)} days old, and nobody knows what has changed there since. Run discovery (migmap discover).`;
      yield { node, property, message };
    }
  },
};
