import type { Rule } from './rule.ts';

export const missingSchema: Rule = {
  code: 'MM501',
  name: 'missing-schema',
  severity: 'warning',
  *check({ files, context }) {
    const node = files[0]?.node.migration;
    if (!node) return;
    for (const [property, catalog] of [
      ['source', context.source],
      ['destination', context.destination],
    ] as const) {
      if (catalog) continue;
      const message = `There is no schema snapshot of the ${property} ${node[property]}, so its names cannot be checked. Run discovery (migmap discover).`;
      yield { node, property, message };
    }
  },
};
