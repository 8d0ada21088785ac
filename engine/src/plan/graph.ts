import type { LoadPlan } from './types.ts';

export const graphFormats = ['mermaid', 'dot'] as const;
export type GraphFormat = (typeof graphFormats)[number];

/**
 * The load order as a graph: a node per phase, an arrow from each to those that wait for it, and a dashed one where a reference
 * is linked in a second pass.
 */
export function planGraph({ phases, mapping }: LoadPlan, format: GraphFormat): string {
  const node = new Map(phases.map((phase) => [phase.map, `p${phase.ordinal}`]));
  const waits = phases.flatMap(({ map, dependsOn }) => dependsOn.map((on) => ({ from: on, to: map })));
  const linked = phases.flatMap(({ map, deferred }) =>
    deferred.flatMap(({ field, label = field, on }) => on.map((from) => ({ from, to: map, field: label }))),
  );
  const label = ({ ordinal, source, destination }: LoadPlan['phases'][number]) =>
    `${ordinal}. ${source} → ${destination}`;
  if (format === 'mermaid') {
    return [
      'flowchart LR',
      ...phases.map((phase) => `  ${node.get(phase.map)}["${mermaidText(label(phase))}"]`),
      ...waits.map(({ from, to }) => `  ${node.get(from)} --> ${node.get(to)}`),
      ...linked.map(
        ({ from, to, field }) => `  ${node.get(from)} -. "${mermaidText(field)}" .-> ${node.get(to)}`,
      ),
    ].join('\n');
  }
  return [
    `digraph ${JSON.stringify(mapping)} {`,
    '  rankdir=LR',
    '  node [shape=box]',
    ...phases.map((phase) => `  ${node.get(phase.map)} [label=${JSON.stringify(label(phase))}]`),
    ...waits.map(({ from, to }) => `  ${node.get(from)} -> ${node.get(to)}`),
    ...linked.map(
      ({ from, to, field }) =>
        `  ${node.get(from)} -> ${node.get(to)} [style=dashed, label=${JSON.stringify(field)}]`,
    ),
    '}',
  ].join('\n');
}

const mermaidText = (text: string): string => text.replaceAll('"', '#quot;');
