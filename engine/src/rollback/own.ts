import type { FoundRecord } from '../connectors/destination.ts';
import type { Row, Value } from '../values.ts';
import type { UndoScope } from './scope.ts';

/** Of these records, those that will go: the load made them, or the platform made them with such a record. */
export async function goingOf(
  scope: UndoScope,
  object: string,
  records: readonly FoundRecord[],
): Promise<ReadonlySet<string>> {
  const going = new Set(
    await ownOf(
      scope,
      object,
      records.map((r) => r.id),
    ),
  );
  const { capabilities, options } = scope.context;
  for (const { of, object: made, field, on } of capabilities.companions ?? []) {
    const open = records.filter((r) => !going.has(r.id));
    if (made !== object || open.length === 0) continue;
    const tie = (r: FoundRecord): string => (on === 'record' ? r.id : textOf(r.values[field]));
    const ties = [...new Set(open.map(tie))].filter((t) => t !== '');
    const withIt = new Set<string>();
    if (on === 'companion') {
      const with_ = await options.destination.read(of, ties, []);
      for (const id of await goingOf(scope, of, with_)) withIt.add(id);
    } else {
      const found = await options.destination.find(
        of,
        [field],
        ties.map((t): Row => ({ [field]: t })),
      );
      const ids = found.map((f) => f.record.id);
      const own = new Set(await ownOf(scope, of, ids));
      for (const { row, record } of found) if (own.has(record.id)) withIt.add(ties[row] as string);
    }
    for (const r of open) if (withIt.has(tie(r))) going.add(r.id);
  }
  return going;
}

/** Of these records, those of the load that will be undone. */
async function ownOf(
  { context, kept, lost }: UndoScope,
  object: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const holders = await context.journal.records.holders(object, [...new Set(ids)]);
  const own = [...holders.map((h) => h.destinationId), ...ids.filter((id) => lost.has(`${object} ${id}`))];
  return own.filter((id) => {
    const left = kept.get(object, id);
    return left === undefined || left.fields !== undefined;
  });
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
