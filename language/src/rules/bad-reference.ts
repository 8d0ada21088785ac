import { AstUtils, type AstNode } from 'langium';
import type { Instead } from '../bind/instead.ts';
import type { BoundLine, BoundMap, Program } from '../bind/program.ts';
import {
  isFieldLine,
  isFieldPath,
  isRefParent,
  isRefRecord,
  type RefParent,
  type RefRecord,
} from '../generated/ast.ts';
import { written } from '../schema/names.ts';
import { fromFindings, type Rule } from './rule.ts';
import { insteadFixes } from './text.ts';

export const badReference: Rule = {
  code: 'MM215',
  name: 'bad-reference',
  severity: 'error',
  firm: true,
  check: (program) =>
    fromFindings(program, 'badReference', ({ problem, node }) => ({
      message: problem,
      fixes: insteadFixes(
        isRefRecord(node) ? ofObjects(node, program) : isRefParent(node) ? toParents(node, program) : [],
      ),
    })),
};

/** `ref(notes)` → `ref(notes of Company)`: the objects whose records become what the field may hold. */
function ofObjects(node: RefRecord, program: Program): Instead[] {
  const value = node.value?.$cstNode?.text;
  if (!value) return [];
  const around = mapWith(node, program);
  const holds = new Set(around?.line.field?.schema?.references);
  const made = program.maps.filter((map) => !map.each && holds.has(map.destinationName));
  const sources = new Map(made.map((map) => [map.sourceName, map.source?.fields ?? []]));
  const email = around !== undefined && isEmail(node, around.map);
  return [...sources].map(([object, fields]) => {
    // An address names a person by it, and is no id.
    const key = email ? fields.find(({ kind }) => kind === 'email') : undefined;
    const target = key ? `${written(object)}.${written(key.name)}` : written(object);
    return { node, text: `ref(${value} of ${target})` };
  });
}

function isEmail({ value }: RefRecord, { source }: BoundMap): boolean {
  const name = isFieldPath(value) ? value.segments.at(-1)?.target?.$refText : undefined;
  const found = name === undefined ? undefined : source?.field(name);
  return found?.kind === 'found' && found.field.schema?.kind === 'email';
}

/** `ref(parent)` → `ref(parent_id)`: the references of the record that are called so. */
function toParents(node: RefParent, program: Program): Instead[] {
  const fields = mapWith(node, program)?.map.source?.fields ?? [];
  const named = fields.filter(({ references, name }) => references?.length && /parent/i.test(name));
  return named.map(({ name }) => ({ node, text: `ref(${written(name)})` }));
}

/** The first map with the line that a node stands in. */
function mapWith(node: AstNode, program: Program): { map: BoundMap; line: BoundLine } | undefined {
  const around = AstUtils.getContainerOfType(node, isFieldLine);
  for (const map of program.maps) {
    const line = map.lines.find((l) => l.node === around);
    if (line) return { map, line };
  }
  return undefined;
}
