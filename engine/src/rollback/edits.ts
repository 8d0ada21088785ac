import type { RunContext } from '../run/context.ts';
import type { FieldSchema } from '../schema/types.ts';
import type { Row } from '../values.ts';
import { sameValue } from '../verify/same.ts';
import { fieldsOf, type Done, type UndoScope } from './scope.ts';

/** What others have done to a record since the load. */
export interface Edits {
  /** In a sentence, for the list of what is left. */
  readonly why: string;
  /** Fields of ours that hold something else than they were given. */
  readonly fields: readonly string[];
}

/** Fields that tell who changed a record of an object last, and when; of those that it has. */
export function tracesOf({ capabilities }: RunContext, fields: ReadonlyMap<string, FieldSchema>) {
  const { changedBy, changedAt = [] } = capabilities;
  return {
    by: changedBy !== undefined && fields.has(changedBy) ? changedBy : undefined,
    at: changedAt.find((f) => fields.has(f)),
  };
}

/**
 * Whether others have changed a record since: by its last author, by when it was changed, and where the destination does not
 * tell by its values. Values alone prove little: a platform tidies what it is given, and reckons some fields anew.
 */
export function editsOf(
  { context, work }: UndoScope,
  object: string,
  { sent }: Done,
  now: Row,
): Edits | undefined {
  const fields = fieldsOf(context, object);
  const { by, at } = tracesOf(context, fields);
  const author = by === undefined || by in sent.values ? undefined : now[by];
  const other = typeof author === 'string' && author !== context.me.id;
  const since = at === undefined ? undefined : work.changedSince(now[at] ?? null);
  if (!other && since === false) return undefined;
  const differing = Object.keys(sent.values).filter((name) => {
    const field = fields.get(name);
    if (field === undefined || field.kind === 'file' || name === at || name === by) return false;
    return !sameValue(field, sent.values[name] ?? null, now[name] ?? null);
  });
  if (!other && since === undefined && differing.length === 0) return undefined;
  const who = other ? 'a person has changed it since' : 'it was changed since';
  return { why: differing.length > 0 ? `${differing.join(', ')} was changed since` : who, fields: differing };
}
