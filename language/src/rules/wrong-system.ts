import { written } from '../schema/names.ts';
import type { Rule } from './rule.ts';
import { replaceFix } from './text.ts';

export const wrongSystem: Rule = {
  code: 'MM114',
  name: 'wrong-system',
  severity: 'error',
  *check({ files, context }) {
    const node = files[0]?.node.migration;
    if (!node) return;
    for (const [property, catalog] of [
      ['source', context.source],
      ['destination', context.destination],
    ] as const) {
      const actual = catalog?.index.system;
      if (actual === undefined || actual === node[property]) continue;
      const message = `The ${property} connection "${catalog!.index.connection}" of migmap.json is ${actual}, not ${node[property]}. Choose another connection there, or correct this name.`;
      const fixes = [replaceFix(`Change to ${written(actual)}`, { node, property }, written(actual))];
      yield { node, property, message, fixes };
    }
  },
};
