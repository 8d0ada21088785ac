import type { FindingOf } from '../bind/findings.ts';
import type { Program } from '../bind/program.ts';
import { isFieldLine, isFieldsBlock } from '../generated/ast.ts';
import { written } from '../schema/names.ts';
import { declarationFor } from '../types/declaration-text.ts';
import { fromFindings, type Fix, type Rule } from './rule.ts';
import { didYouMean, insertLinesFix, renameFixes, uriOf } from './text.ts';

export const unknownDestinationField: Rule = {
  code: 'MM104',
  name: 'unknown-destination-field',
  severity: 'error',
  check: (program) =>
    fromFindings(program, 'unknownDestinationField', (finding) => {
      const { name, object, ...place } = finding;
      const names = object.fields.flatMap((field) => [field.name, field.label]);
      const hint = didYouMean(name, names);
      const declare = declareFix(finding, program);
      return {
        message: `${object.name} in the destination has no field ${name}.${hint} If it is to be made there, declare it in fields ${written(object.name)} { … }; if it is new there, run discovery.`,
        fixes: [...renameFixes(place, name, names), ...(declare ? [declare] : [])],
      };
    }),
};

/** Declares the field with a type that holds the line's value. */
function declareFix(
  { node, name, object }: FindingOf<'unknownDestinationField'>,
  program: Program,
): Fix | undefined {
  const line = program.maps.flatMap((map) => map.lines).find((l) => l.node === node && isFieldLine(node));
  const declaration = `${written(name)} : ${declarationFor(line?.value.type)}  "${name}"`;
  const title = `Declare ${name} in the custom-field manifest`;
  const root = program.files[0]!.node;
  const block = root.statements.find((s) => isFieldsBlock(s) && s.object?.$refText === object.name);
  if (block) return insertLinesFix(title, block, [declaration]);
  const first = root.statements.find((s) => s.$type === 'ObjectMap' || s.$type === 'Split');
  const at = first?.$cstNode?.range.start;
  if (!at) return undefined;
  const newText = `fields ${written(object.name)} {\n  ${declaration}\n}\n\n`;
  return { title, edits: [{ uri: uriOf(root), range: { start: at, end: at }, newText }] };
}
