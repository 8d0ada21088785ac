/** Which fields point at which objects: by their name, and by the ids that their values are. */
import type { FieldKind } from '../../schema/types.ts';
import type { IdIndex } from './ids.ts';
import { objectName, snakeCase } from './names.ts';

export interface PointingField {
  /** Number under which its values are in the index. */
  readonly number: number;
  readonly object: string;
  readonly name: string;
  readonly filled: number;
  /** The values are plain numbers: half of all objects may have such ids, so only the name tells. */
  readonly numeric: boolean;
  /** Values of the field that names the kind of parent (`parent_type` beside `parent_id`). */
  readonly types?: readonly string[];
}

export interface Reference {
  readonly references: readonly string[];
  readonly orphans: number;
  readonly orphanSamples: readonly string[];
}

const userName =
  /(?:^|_)(?:owner|assignee|user|agent|rep|manager|(?:created|uploaded|updated|modified|assigned|closed)_by)(?:_id)?s?$/;

/** Whether a field's name alone makes it worth looking at its values as pointers. */
export function pointsByName(name: string, objects: readonly string[]): boolean {
  return /_(?:ids?|key|ref)$/.test(name) || userName.test(name) || namedObject(name, objects) !== undefined;
}

/** `other_company_ids` → Company */
export function namedObject(name: string, objects: readonly string[]): string | undefined {
  const bare = name.replace(/_(?:ids?|key|ref)$/, '');
  if (bare === name && !objects.some((object) => objectSnake(object) === name)) return undefined;
  const fitting = objects.filter(
    (object) => bare === objectSnake(object) || bare.endsWith(`_${objectSnake(object)}`),
  );
  return fitting.toSorted((a, b) => b.length - a.length)[0];
}

/** `DealProduct` → `deal_product` */
const objectSnake = (object: string): string =>
  snakeCase(object.replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2'));

export const mayReference: ReadonlySet<FieldKind> = new Set([
  'text',
  'longtext',
  'integer',
  'picklist',
  'list',
  'number',
]);

/** What a field points at, or `undefined` where it does not. `objects` in the order of their numbers in the index. */
export function referenceOf(
  field: PointingField,
  index: IdIndex,
  objects: readonly string[],
): Reference | undefined {
  const matches = index
    .matches(field.number)
    .map((m) => ({ object: objects[m.object] ?? '', records: m.records }));
  const references = targets(field, matches, objects);
  if (references.length === 0) return undefined;
  const orphans = index.orphans(
    field.number,
    references.map((object) => objects.indexOf(object)),
  );
  return { references, orphans: orphans.records, orphanSamples: orphans.samples };
}

function targets(
  field: PointingField,
  matches: readonly { object: string; records: number }[],
  objects: readonly string[],
): readonly string[] {
  const total = matches.reduce((sum, match) => sum + match.records, 0);
  const typed = (field.types ?? []).map(objectName).filter((object) => objects.includes(object));
  if (typed.length) return typed.toSorted();
  const named = namedObject(field.name, objects);
  const empty = field.filled === 0 && /_(?:ids?|key|ref)$/.test(field.name);
  if (named !== undefined && (empty || matches.some((m) => m.object === named))) return [named];
  const user = userName.test(field.name) && objects.includes('User') ? 'User' : undefined;
  if (user !== undefined && matches.some((m) => m.object === user && m.records * 2 >= field.filled))
    return [user];
  if (field.numeric || total * 2 < field.filled || field.filled === 0) return [];
  return matches
    .filter((m) => m.records * 20 >= field.filled)
    .map((m) => m.object)
    .toSorted();
}
