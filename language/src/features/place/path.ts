import type { AstNode } from 'langium';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { isEachLine, isObjectMap, isSplit } from '../../generated/ast.ts';
import { findFields } from '../../schema/lookup.ts';
import type { Program } from '../../bind/program.ts';
import { outwards, sourcesAt } from './enclosing.ts';

/** The fields that can follow a dot, and what they belong to. */
export interface FieldsBehind {
  readonly object: string;
  readonly fields: readonly FieldSchema[];
}

const name = String.raw`(?:\x60[^\x60\n]+\x60|[A-Za-z_]\w*)`;
const pathBefore = new RegExp(`(${name}(?:\\.${name})*)\\.$`);

/**
 * The fields that can follow the path at the end of `text`; `undefined` where it does not end in a dot, so that a path begins
 * here. Read from the text: a path that ends in a dot is no expression yet.
 */
export function fieldsBehind(text: string, node: AstNode, program: Program): FieldsBehind | undefined {
  const path = pathBefore.exec(text)?.[1];
  if (path === undefined) return undefined;
  const segments = path.match(new RegExp(name, 'g'))!.map((n) => n.replaceAll('`', ''));
  return behindPath(segments, node, program) ?? { object: '', fields: [] };
}

function behindPath(
  [first, ...rest]: readonly string[],
  node: AstNode,
  program: Program,
): FieldsBehind | undefined {
  const alias = aliased(first!, node, program);
  const start = alias ?? sourceFieldsAt(node, program).flatMap((own) => into(first!, own, program))[0];
  return rest.reduce<FieldsBehind | undefined>(
    (behind, segment) => behind && into(segment, behind, program),
    start,
  );
}

function sourceFieldsAt(node: AstNode, program: Program): FieldsBehind[] {
  return sourcesAt(node, program).map(({ name: object, fields }) => ({ object, fields }));
}

/** What an `as` name stands for: the source record, or an element of the list of its `each`. */
function aliased(alias: string, node: AstNode, program: Program): FieldsBehind | undefined {
  for (const around of outwards(node)) {
    if ((isObjectMap(around) || isSplit(around)) && around.alias?.name === alias) {
      return sourceFieldsAt(around, program)[0];
    }
    if (isEachLine(around) && around.alias?.name === alias) {
      const path = (around.list?.segments ?? []).map(({ target }) => target?.$refText ?? '');
      const list = path.pop();
      if (list === undefined) return undefined;
      const behind = path.length
        ? [behindPath(path, around.$container, program)].filter((found) => found !== undefined)
        : sourceFieldsAt(around, program);
      const fields = behind.flatMap((own) => findFields(own.fields, list, { snake: true })[0]?.element ?? []);
      return { object: alias, fields };
    }
  }
  return undefined;
}

/** Through a reference into the record it names, or into a nested record. */
function into(segment: string, { fields }: FieldsBehind, { sources }: Program): FieldsBehind | undefined {
  const field = findFields(fields, segment, { snake: true })[0];
  const targets = (field?.references ?? []).flatMap((name) => sources.object(name) ?? []);
  if (targets.length) {
    const byName = new Map(targets.toReversed().flatMap((t) => t.fields.map((f) => [f.name, f] as const)));
    return { object: targets.map((target) => target.name).join(' or '), fields: [...byName.values()] };
  }
  return field?.element && field.kind === 'json' ? { object: field.name, fields: field.element } : undefined;
}
