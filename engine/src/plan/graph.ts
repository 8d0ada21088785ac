import type { SourceSpan } from '../mapping/ir.ts';
import type { LoadPlan, PlanPhase } from './types.ts';

/** Text forms of a graph; whoever has a layout engine draws them. */
export const graphTexts = ['mermaid', 'dot'] as const;
export type GraphText = (typeof graphTexts)[number];

interface Arrow {
  readonly from: string;
  readonly to: string;
  /** The reference that a second pass links; none where the one must be loaded before the other. */
  readonly field?: string;
}

interface Graph {
  readonly title: string;
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly link?: string }[];
  readonly arrows: readonly Arrow[];
}

/**
 * The load order as a graph: a node per phase, an arrow from each to those that wait for it (but for what other arrows say
 * already), and a dashed one where a reference is linked in a second pass. `placeOf` says where a map stands: its node then links to `file#Lline`.
 */
export function planGraph(
  plan: LoadPlan,
  format: GraphText,
  placeOf: (map: string) => SourceSpan | undefined = () => undefined,
): string {
  const graph = graphOf(plan, placeOf);
  return format === 'mermaid' ? mermaid(graph) : dot(graph);
}

function graphOf({ phases, mapping }: LoadPlan, placeOf: (map: string) => SourceSpan | undefined): Graph {
  const idOf = new Map(phases.map((phase) => [phase.map, `p${phase.ordinal}`]));
  const arrow = (from: string, to: string, field?: string): Arrow => ({
    from: idOf.get(from) ?? '',
    to: idOf.get(to) ?? '',
    ...(field === undefined ? {} : { field }),
  });
  const node = ({ ordinal, source, destination, map }: PlanPhase) => {
    const place = placeOf(map);
    const link = place && `${place.file}#L${place.line}`;
    return { id: `p${ordinal}`, label: `${ordinal}. ${source} → ${destination}`, ...(link ? { link } : {}) };
  };
  const before = allBefore(phases);
  return {
    title: mapping,
    nodes: phases.map(node),
    arrows: [
      ...phases.flatMap(({ map, dependsOn }) => direct(dependsOn, before).map((on) => arrow(on, map))),
      ...phases.flatMap(({ map, deferred }) =>
        deferred.flatMap(({ field, label = field, on }) => on.map((from) => arrow(from, map, label))),
      ),
    ],
  };
}

/** For each map all that are loaded before it, at however many removes. */
function allBefore(phases: readonly PlanPhase[]): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map<string, ReadonlySet<string>>();
  for (const { map, dependsOn } of phases)
    before.set(map, new Set(dependsOn.flatMap((on) => [on, ...(before.get(on) ?? [])])));
  return before;
}

/** Those of the maps that do not come before another of them. */
const direct = (
  maps: readonly string[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] => maps.filter((map) => !maps.some((other) => before.get(other)?.has(map)));

function mermaid({ nodes, arrows }: Graph): string {
  const text = (plain: string): string => `"${plain.replaceAll('"', '#quot;')}"`;
  return [
    'flowchart LR',
    ...nodes.map(({ id, label }) => `  ${id}[${text(label)}]`),
    ...arrows.map(({ from, to, field }) =>
      field === undefined ? `  ${from} --> ${to}` : `  ${from} -. ${text(field)} .-> ${to}`,
    ),
    ...nodes.flatMap(({ id, link }) => (link === undefined ? [] : [`  click ${id} href ${text(link)}`])),
  ].join('\n');
}

function dot({ title, nodes, arrows }: Graph): string {
  return [
    `digraph ${JSON.stringify(title)} {`,
    '  rankdir=LR',
    '  bgcolor=transparent',
    '  node [shape=box, style=rounded, margin="0.25,0.08", fontname="Helvetica,sans-serif"]',
    '  edge [fontname="Helvetica,sans-serif", fontsize=11]',
    ...nodes.map(({ id, label, link }) => {
      const linked: Record<string, string> = link === undefined ? {} : { URL: link, tooltip: link };
      return `  ${id} [${attributes({ label, ...linked })}]`;
    }),
    ...arrows.map(({ from, to, field }) =>
      field === undefined
        ? `  ${from} -> ${to}`
        : `  ${from} -> ${to} [style=dashed, ${attributes({ label: field })}]`,
    ),
    '}',
  ].join('\n');
}

const attributes = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');
