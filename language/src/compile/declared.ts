import type { DeclaredField, DeclaredObject } from '@migmap/engine/mapping/ir';
import type { Program } from '../bind/program.ts';
import { nameOf } from '../bind/reference-name.ts';
import { isValuesOfArgument, type FieldDeclaration } from '../generated/ast.ts';
import { declaredType } from '../types/declared.ts';
import { spanOf, type FileNaming } from './span.ts';

export function compileDeclared(program: Program, fileName: FileNaming): DeclaredObject[] {
  return [...program.declared.values()].map(({ name, create, label, fields }) => ({
    object: name,
    create,
    label,
    fields: fields.map(({ node, schema }) => ({
      ...compileField(node, name, program, fileName),
      name: schema.name,
    })),
  }));
}

/** Also what `DestinationRules` are asked about. */
export function compileField(
  node: FieldDeclaration,
  object: string,
  program: Program,
  fileName: FileNaming,
): DeclaredField {
  const { type } = declaredType(node);
  const reference = type.references === undefined ? undefined : program.destinations.object(type.references);
  return {
    name: node.name,
    label: node.label ?? node.name,
    ...type,
    references: reference?.name ?? type.references,
    valuesOf: valuesOf(node, object, program)?.path,
    externalId: node.flags.includes('externalid'),
    unique: node.flags.includes('unique'),
    required: node.flags.includes('required'),
    at: spanOf(node, fileName),
  };
}

/**
 * The source field of `Picklist(values of status)`, as `Lead.status`: of the object named, otherwise of the one source object
 * with such a field that is mapped to the declaring object.
 */
export function valuesOf(
  node: FieldDeclaration,
  object: string,
  program: Program,
): { readonly path?: string; readonly candidates: readonly string[] } | undefined {
  const argument = node.type?.args.find(isValuesOfArgument);
  if (!argument) return undefined;
  const named = argument.object?.$refText;
  const sources = named
    ? [named]
    : program.maps.filter((map) => map.destinationName === object).map((map) => map.sourceName);
  const candidates = new Set<string>();
  for (const source of sources) {
    const view = program.sources.object(source);
    const found = view?.field(nameOf(argument.field));
    if (view && found?.kind === 'found') candidates.add(`${view.name}.${found.field.name}`);
  }
  return { path: candidates.size === 1 ? [...candidates][0] : undefined, candidates: [...candidates] };
}
