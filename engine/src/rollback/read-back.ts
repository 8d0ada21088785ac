import type { Row } from '../values.ts';
import { mayBeEdited, tracesOf } from './edits.ts';
import { fieldsOf, type Done, type UndoScope } from './scope.ts';

interface Asked {
  /** Fields that are read beside what was sent. */
  readonly also?: readonly string[];
  /** What was sent is read of those alone that others may have changed; for the rest, when and by whom they were changed. */
  readonly sent?: 'all' | 'where edited';
}

/** What records of a load hold now, by id: what was sent, who changed them last and when. */
export async function readBack(
  scope: UndoScope,
  object: string,
  records: readonly Done[],
  { also = [], sent = 'where edited' }: Asked = {},
): Promise<ReadonlyMap<string, Row>> {
  const fields = fieldsOf(scope.context, object);
  const { by, at } = tracesOf(scope.context, fields);
  const traces = [by, at, ...also].filter((n) => n !== undefined);
  const read = async (some: readonly Done[], names: readonly string[]): Promise<Map<string, Row>> => {
    if (some.length === 0) return new Map();
    const readable = [...new Set([...traces, ...names])].filter(
      (n) => fields.has(n) && fields.get(n)?.kind !== 'file',
    );
    const ids = [...new Set(some.map((d) => d.id))];
    const found = await scope.context.options.destination.read(object, ids, readable);
    return new Map(found.map((r) => [r.id, r.values]));
  };
  const values = records.flatMap((d) => Object.keys(d.sent.values));
  if (at === undefined || sent === 'all') return read(records, values);
  const traced = await read(records, []);
  const doubted = records.filter((d) => {
    const now = traced.get(d.id);
    return now !== undefined && mayBeEdited(scope, object, d, now);
  });
  return new Map([...traced, ...(await read(doubted, values))]);
}
