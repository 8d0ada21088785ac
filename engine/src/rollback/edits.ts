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

/** Whether a person was its last author, and whether it was changed since; `undefined` where the destination does not tell. */
function traces({ context, work }: UndoScope, object: string, { sent }: Done, now: Row) {
  const { by, at } = tracesOf(context, fieldsOf(context, object));
  const author = by === undefined || by in sent.values ? undefined : now[by];
  return {
    other: typeof author === 'string' && author !== context.me.id,
    since: at === undefined ? undefined : work.changedSince(now[at] ?? null),
  };
}

export function mayBeEdited(scope: UndoScope, object: string, done: Done, now: Row): boolean {
  const { other, since } = traces(scope, object, done, now);
  return other || since !== false;
}

/**
 * Whether others have changed a record since: by its last author, by when it was changed, and where the destination does not
 * tell by its values. Values alone prove little: a platform tidies what it is given, and reckons some fields anew.
 */
export function editsOf(scope: UndoScope, object: string, done: Done, now: Row): Edits | undefined {
  if (!mayBeEdited(scope, object, done, now)) return undefined;
  const fields = fieldsOf(scope.context, object);
  const { by, at } = tracesOf(scope.context, fields);
  const { values } = done.sent;
  const differing = Object.keys(values).filter((name) => {
    const field = fields.get(name);
    if (field === undefined || field.kind === 'file' || name === at || name === by) return false;
    return !sameValue(field, values[name] ?? null, now[name] ?? null);
  });
  const { other, since } = traces(scope, object, done, now);
  if (!other && since === undefined && differing.length === 0) return undefined;
  const who = other ? 'a person has changed it since' : 'it was changed since';
  return { why: differing.length > 0 ? `${differing.join(', ')} was changed since` : who, fields: differing };
}
