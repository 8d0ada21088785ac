import type { SourceRecord } from '../connectors/source.ts';
import type { TransformResult } from './draft.ts';
import type { Scope, TransformWorld } from './evaluate/scope.ts';
import type { Mapping, Split } from './ir.ts';
import { admissionTo } from './scope.ts';

/** What becomes of a record of a split source apart from its branches: `out` where one takes (or holds) it. */
export function prepareRemainder(
  mapping: Mapping,
  split: Split,
): (record: SourceRecord, world: TransformWorld) => TransformResult {
  const branches = mapping.maps
    .filter((map) => map.split?.id === split.id && !map.each)
    .map((map) => admissionTo(mapping, map));
  const { otherwise, at } = split;
  const left: TransformResult =
    otherwise?.kind === 'skip'
      ? { kind: 'skipped', reason: otherwise.why ?? `no branch of the split takes it`, at }
      : { kind: 'held', reason: `no branch of the split takes it`, at };
  return (record, world) => {
    const scope: Scope = { record: record.values, world };
    return branches.some((branch) => branch(scope).kind !== 'out') ? { kind: 'out' } : left;
  };
}
