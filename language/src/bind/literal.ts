import type { Fallback as FallbackIr } from '@migmap/engine/mapping/ir';
import type { Value } from '@migmap/engine/values';
import type { Fallback, Literal } from '../generated/ast.ts';
import type { Finding } from './findings.ts';

export function literalValue(node: Literal | undefined): Value {
  switch (node?.$type) {
    case 'TextLiteral':
      return node.value;
    case 'NumberLiteral':
      return node.negative ? -node.value : node.value;
    case 'BooleanLiteral':
      return node.value === 'true';
    case 'ListLiteral':
      return node.items.map(literalValue);
    case 'RecordLiteral':
      return Object.fromEntries(node.entries.map((entry) => [entry.name, literalValue(entry.value)]));
    default:
      return null;
  }
}

export type FallbackKind = FallbackIr['kind'];

/** What may follow `else` or `otherwise`, by the place where it stands. */
export const fallbacksOf = {
  line: ['hold', 'skip', 'empty', 'value'],
  values: ['hold', 'keep', 'skip', 'empty', 'value'],
  pipelines: ['hold', 'create', 'value'],
  split: ['hold', 'skip'],
} as const satisfies Record<string, readonly FallbackKind[]>;

export function bindFallback(
  node: Fallback | undefined,
  place: keyof typeof fallbacksOf,
  report: (finding: Finding) => void,
): FallbackIr | undefined {
  if (!node) return undefined;
  const kind: FallbackKind = node.kind ?? 'value';
  const allowed: readonly FallbackKind[] = fallbacksOf[place];
  if (!allowed.includes(kind)) {
    const words = allowed.map((a) => (a === 'value' ? 'a value' : a)).join(', ');
    report({ kind: 'badFallback', node, found: kind === 'value' ? 'a value' : kind, allowed: words });
    return undefined;
  }
  if (kind === 'value') return { kind, value: literalValue(node.value) };
  if (kind === 'skip') return { kind, why: node.why };
  return { kind };
}
