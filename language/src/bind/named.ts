import type { AstNode } from 'langium';
import type { Finding } from './findings.ts';

/** By name; the first of a name wins, a second one is a finding. Nodes that a syntax error left without a name are passed over. */
export function named<T extends AstNode & { readonly name: string }>(
  nodes: readonly T[],
  what: string,
  report: (finding: Finding) => void,
): Map<string, T> {
  const byName = new Map<string, T>();
  for (const node of nodes) {
    if (!node.name) continue;
    if (byName.has(node.name))
      report({ kind: 'duplicateName', node, property: 'name', name: node.name, what });
    else byName.set(node.name, node);
  }
  return byName;
}
