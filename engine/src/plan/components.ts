/**
 * The strongly connected components of a directed graph (Tarjan), those that depend on no other first:
 * nodes that reach each other are together, every other node is alone.
 */
export function components<Node>(
  nodes: readonly Node[],
  successors: (node: Node) => readonly Node[],
): readonly (readonly Node[])[] {
  const found: Node[][] = [];
  const numbers = new Map<Node, number>();
  const lowest = new Map<Node, number>();
  const stack: Node[] = [];
  const onStack = new Set<Node>();

  const visit = (node: Node): number => {
    const number = numbers.size;
    numbers.set(node, number);
    let low = number;
    stack.push(node);
    onStack.add(node);
    for (const next of successors(node)) {
      if (!numbers.has(next)) low = Math.min(low, visit(next));
      else if (onStack.has(next)) low = Math.min(low, numbers.get(next) ?? low);
    }
    lowest.set(node, low);
    if (low === number) {
      const component: Node[] = [];
      let member: Node | undefined;
      do {
        member = stack.pop();
        if (member === undefined) break;
        onStack.delete(member);
        component.push(member);
      } while (member !== node);
      found.push(component);
    }
    return low;
  };
  for (const node of nodes) if (!numbers.has(node)) visit(node);
  return found;
}
