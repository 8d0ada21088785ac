import type { FindingOf } from '../bind/findings.ts';
import type { Program } from '../bind/program.ts';
import { isCustomObject, isFieldsBlock, isKeyLine } from '../generated/ast.ts';
import { quoted, written } from '../schema/names.ts';
import { declarationFor } from '../types/declaration-text.ts';
import { makersOf } from './makers.ts';
import { dataOf, profileOf } from './profile.ts';
import type { Fix } from './rule.ts';
import { insertLinesFix, list, plural, uriOf } from './text.ts';

type Missing = Pick<FindingOf<'unknownDestinationField'>, 'node' | 'name' | 'object'>;

/** Declares the missing field, and, where the object lacks more than one, all of them at once. */
export function declareFixes(finding: Missing, program: Program): Fix[] {
  const title = `Declare ${finding.name} in the custom-field manifest`;
  const one = fixOf(title, finding.object.name, [finding], program);
  return [one, fixOfAll(finding.object.name, program)].filter((fix) => fix !== undefined);
}

const fixesOfAll = new WeakMap<Program, Map<string, Fix | undefined>>();

/** The same for every finding of an object, so made once. */
function fixOfAll(object: string, program: Program): Fix | undefined {
  let known = fixesOfAll.get(program);
  if (!known) fixesOfAll.set(program, (known = new Map()));
  if (!known.has(object)) {
    const all = missingOf(object, program);
    const names = list(
      all.map(({ name }) => name),
      4,
    );
    const title = `Declare ${plural(all.length, 'missing field')} of ${object}: ${names}`;
    known.set(object, all.length > 1 ? fixOf(title, object, all, program) : undefined);
  }
  return known.get(object);
}

/** One finding per name; a name that the destination would refuse is none to declare. */
function missingOf(object: string, { findings, context }: Program): Missing[] {
  const byName = new Map<string, Missing>();
  for (const finding of findings) {
    if (finding.kind !== 'unknownDestinationField' || finding.object.name !== object) continue;
    if (byName.has(finding.name) || context.rules?.fieldNameProblem?.(finding.name)) continue;
    byName.set(finding.name, finding);
  }
  return [...byName.values()];
}

function fixOf(
  title: string,
  object: string,
  missing: readonly Missing[],
  program: Program,
): Fix | undefined {
  if (missing.some(({ name }) => program.context.rules?.fieldNameProblem?.(name))) return undefined;
  const declarations = missing.map((finding) => declarationOf(finding, program));
  const statements = program.files.flatMap(({ node }) => node.statements);
  const block = statements.find(
    (s) => (isFieldsBlock(s) && s.object?.$refText === object) || (isCustomObject(s) && s.name === object),
  );
  if (block) return insertLinesFix(title, block, declarations);
  const text = `fields ${written(object)} {\n${declarations.map((line) => `  ${line}\n`).join('')}}`;
  // Beside the other declarations, wherever they stand; otherwise before the first map.
  const last = statements.findLast(isFieldsBlock);
  const place = last ?? statements.find((s) => s.$type === 'ObjectMap' || s.$type === 'Split');
  const range = place?.$cstNode?.range;
  if (!place || !range) return undefined;
  const at = last ? range.end : range.start;
  const newText = last ? `\n${text}` : `${text}\n\n`;
  return { title, edits: [{ uri: uriOf(place), range: { start: at, end: at }, newText }] };
}

/** `sd_score__c : Integer  "Lead score"`, so that it holds what the line writes. */
function declarationOf({ node, name }: Missing, program: Program): string {
  if (isKeyLine(node)) return `${written(name)} : ${keyType(node, program)}  ${quoted(labelOf(name))}`;
  const line = program.maps.flatMap((map) => map.lines).find((l) => l.node === node);
  const value = line?.value;
  const data = value && dataOf(program, value.type, value.ir);
  const target = value?.deferrals.length ? targetOf(value.deferrals, program) : undefined;
  const type =
    target === undefined ? declarationFor(value?.type, data?.field) : `Reference(${written(target)})`;
  const label = value?.type.field?.schema.label ?? labelOf(name);
  return `${written(name)} : ${type}  ${quoted(label)}`;
}

/** The one object that all records of these references are made into. */
function targetOf(
  deferrals: Program['maps'][number]['lines'][number]['value']['deferrals'],
  program: Program,
): string | undefined {
  const targets = deferrals.flatMap((deferral) => {
    if (deferral.kind === 'record') return makersOf(program, deferral.objects).map((m) => m.destinationName);
    if (deferral.kind === 'this') return [deferral.destinationObject];
    return deferral.kind === 'owner' ? [program.owners?.destination?.name ?? ''] : [''];
  });
  const [only, other] = [...new Set(targets)];
  return other === undefined && only ? only : undefined;
}

/** A key is as long as the longest id. */
function keyType(node: Missing['node'], program: Program): string {
  const map = program.maps.find(({ key }) => key?.node === node);
  const data = map?.key && profileOf(program, map.sourceName, map.key.source.join('.'));
  const length = Math.max(18, data?.field.longest ?? 0);
  return `Text(${length}) external id unique`;
}

/** `sd_original_stage__c` → `Original stage`; a short prefix names the tool, not the field. */
function labelOf(name: string): string {
  const words = name
    .replace(/__c$/i, '')
    .replace(/^[a-z]{2}_/, '')
    .replaceAll('_', ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
