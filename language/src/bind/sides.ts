import type { CustomObject, FieldsBlock } from '../generated/ast.ts';
import type { MigrationContext } from '../host.ts';
import { destinationSide, sourceSide, type DeclaredEntry, type Side } from '../schema/views.ts';
import { declarationsIn } from './declarations.ts';
import type { Finding } from './findings.ts';
import { sameItems } from './unit.ts';

/** Both systems as a mapping sees them. */
export interface Sides {
  readonly sources: Side;
  readonly destinations: Side;
  readonly declared: ReadonlyMap<string, DeclaredEntry>;
  /** Of the declarations. */
  readonly findings: readonly Finding[];
  /** What they are made of: while it stays the same, so do they. */
  readonly madeOf: readonly unknown[];
}

export function sidesOf(
  { source, destination }: MigrationContext,
  blocks: readonly (FieldsBlock | CustomObject)[],
  before: Sides | undefined,
): Sides {
  const madeOf = [source, destination, ...blocks];
  if (before && sameItems(before.madeOf, madeOf)) return before;
  const findings: Finding[] = [];
  const declared = declarationsIn(blocks, destination, (finding) => findings.push(finding));
  return {
    sources: sourceSide(source),
    destinations: destinationSide(destination, declared),
    declared,
    findings,
    madeOf,
  };
}
