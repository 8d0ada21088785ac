import { isEmpty, type Row } from '../../../values.ts';
import type { Account } from '../account.ts';
import type { ApiField } from '../fields/field.ts';
import { textOf } from '../fields/wire.ts';
import type { ApiObject } from '../objects.ts';
import { listed, lists, type Raw } from '../pages.ts';
import { linesOf } from '../read.ts';

/** More parents than these are dearer to ask than the whole list. */
const mostParents = 20;

/** The records below the parents that the rows name; `undefined` where a row names none or they are too many. */
export async function byParents(
  { rest }: Account,
  object: ApiObject,
  fields: readonly ApiField[],
  rows: readonly Row[],
): Promise<readonly Raw[] | undefined> {
  const usable = fields.filter((f) => object.listedBy?.[f.schema.name] !== undefined);
  const parents = new Map<string, { field: string; id: string }>();
  for (const row of rows) {
    const field = usable.find((f) => !isEmpty(row[f.schema.name]));
    if (!field) return undefined;
    const id = textOf(row[field.schema.name]);
    parents.set(`${field.schema.name} ${id}`, { field: field.schema.name, id });
  }
  if (object.name === 'DealProduct') {
    const found: Raw[] = [];
    for await (const page of linesOf(
      rest,
      object,
      [...parents.values()].map((p) => p.id),
    ))
      found.push(...page);
    return found;
  }
  if (parents.size > mostParents) return undefined;
  const found = await Promise.all(
    [...parents.values()].flatMap(({ field, id }) =>
      lists(object).map((place) => listed(rest, place, { [object.listedBy?.[field] ?? field]: id })),
    ),
  );
  return found.flat();
}
