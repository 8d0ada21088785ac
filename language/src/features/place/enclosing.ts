import { AstUtils, type AstNode } from 'langium';
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
  isMigmapFile,
  isObjectMap,
  isOtherwiseBranch,
  isRefRecord,
  isSkipObject,
  isSourcePath,
  isSplit,
  isUseLine,
  type Fragment,
  type MapLine,
} from '../../generated/ast.ts';

/** A node and everything around it, innermost first. */
export function* outwards(node: AstNode | undefined): Iterable<AstNode> {
  for (let current = node; current; current = current.$container) yield current;
}

/** Names of the source objects whose fields can stand at a node: one, but in a fragment those of every map that uses it. */
export function sourceNames(node: AstNode | undefined): string[] {
  for (const around of outwards(node)) {
    if (isRefRecord(around) && around.object) return [around.object.$refText];
    if (isSourcePath(around) || isGiven(around) || isSkipObject(around)) return [around.object?.$refText ?? ''];
    if (isObjectMap(around) || isSplit(around) || isExport(around)) return [around.source?.$refText ?? ''];
    if (isFragment(around)) return usersOf(around).flatMap(sourceNames);
  }
  return [];
}

/** Likewise for destination objects. */
export function destinationNames(node: AstNode | undefined): string[] {
  for (const around of outwards(node)) {
    if (isDestinationPath(around) || isFieldsBlock(around) || isExpectRecord(around) || isExpectNone(around)) {
      return [around.object?.$refText ?? ''];
    }
    if (isBranch(around) || isOtherwiseBranch(around) || isObjectMap(around) || isEachLine(around)) {
      return [around.destination?.$refText ?? ''];
    }
    if (isFragment(around)) return usersOf(around).flatMap(destinationNames);
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

/** The blocks that `use` a fragment. */
function usersOf(fragment: Fragment): AstNode[] {
  const file = AstUtils.findRootNode(fragment);
  if (!isMigmapFile(file)) return [];
  return AstUtils.streamAllContents(file)
    .filter((node) => isUseLine(node) && node.fragment?.$refText === fragment.name && !within(node, fragment))
    .toArray();
}

function within(node: AstNode, container: AstNode): boolean {
  return [...outwards(node)].includes(container);
}
