import type { Merge } from '../journal/journal.ts';
import type { Desk } from '../run/desk.ts';
import type { Operations } from '../run/operations.ts';
import type { Value } from '../values.ts';
import { conflictOf, fieldsOf, readNow } from './fields.ts';
import { threeWay } from './three-way.ts';

/** Values that merged records would write over their survivor: without those that a person has edited, which are told. */
export async function keepEdited(
  { context, map, object, operations }: Desk & { readonly operations: Operations },
  merge: Merge & { readonly intoId: string },
  values: Record<string, Value>,
): Promise<Record<string, Value>> {
  if (context.delta === undefined) return values;
  const { journal, run } = context;
  const id = merge.intoId;
  const theirs = (await readNow(context, object, [id], Object.keys(values))).get(id);
  if (theirs === undefined) return {};
  const last = (await journal.delta.sent(object, [id])).get(id);
  const { write, conflicts } = threeWay(
    { ours: values, theirs, sent: last?.values ?? {} },
    {
      fields: fieldsOf(context, object),
      updateable: operations.updateable,
      fillsOnly: false,
      anothers: () => false,
    },
  );
  await journal.delta.putConflicts(
    run,
    map.id,
    conflicts.map((c) => conflictOf(map, { ...merge, id }, c)),
  );
  return write;
}
