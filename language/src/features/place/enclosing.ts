import type { AstNode } from 'langium';
import type { Program } from '../../bind/program.ts';
import {
  isBranch,
  isDestinationPath,
  isEachLine,
  isExpectNone,
  isExpectRecord,
  isExport,
  isFieldLine,
  isFieldsBlock,
  isFragment,
  isGiven,
  isObjectMap,
  isOtherwiseBranch,
  isRefRecord,
  isSkipObject,
  isSourcePath,
  isSplit,
  type MapLine,
} from '../../generated/ast.ts';
import type { ObjectView } from '../../schema/views.ts';

/** A node and everything around it, innermost first. */
export function* outwards(node: AstNode | undefined): Iterable<AstNode> {
  for (let current = node; current; current = current.$container) yield current;
}

/** The source objects whose fields can stand at a node: one, but in a fragment those of every map that uses it. */
export function sourcesAt(node: AstNode | undefined, program: Program): ObjectView[] {
  const named = (name: string | undefined) =>
    distinct([name === undefined ? undefined : program.sources.object(name)]);
  for (const around of outwards(node)) {
    if (isRefRecord(around) && around.object) return named(around.object.$refText);
    if (isSourcePath(around) || isGiven(around) || isSkipObject(around))
      return named(around.object?.$refText);
    if (isObjectMap(around) || isSplit(around) || isExport(around)) return named(around.source?.$refText);
    if (isFragment(around)) return distinct(program.environments.get(around)?.map((use) => use.source) ?? []);
  }
  return [];
}

/** Likewise for destination objects. */
export function destinationsAt(node: AstNode | undefined, program: Program): ObjectView[] {
  const named = (name: string | undefined) =>
    distinct([name === undefined ? undefined : program.destinations.object(name)]);
  for (const around of outwards(node)) {
    if (
      isDestinationPath(around) ||
      isFieldsBlock(around) ||
      isExpectRecord(around) ||
      isExpectNone(around)
    ) {
      return named(around.object?.$refText);
    }
    if (isBranch(around) || isOtherwiseBranch(around) || isObjectMap(around) || isEachLine(around)) {
      return named(around.destination?.$refText);
    }
    if (isFragment(around))
      return distinct(program.environments.get(around)?.map((use) => use.destination) ?? []);
  }
  return [];
}

/** The lines of the block around a node: map, branch, `each` or fragment. */
export function siblingLines(node: AstNode | undefined): readonly MapLine[] {
  for (const around of outwards(node)) {
    if (
      isObjectMap(around) ||
      isBranch(around) ||
      isOtherwiseBranch(around) ||
      isEachLine(around) ||
      isFragment(around)
    ) {
      return around.lines;
    }
  }
  return [];
}

/** The destination field that the line around a node writes, as it is written. */
export function lineField(node: AstNode | undefined): string | undefined {
  for (const around of outwards(node)) if (isFieldLine(around)) return around.field?.$refText;
  return undefined;
}

function distinct(views: readonly (ObjectView | undefined)[]): ObjectView[] {
  return [...new Set(views.filter((view) => view !== undefined))];
}
