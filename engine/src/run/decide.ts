import { decideKnown } from '../delta/known.ts';
import { holdMoved } from '../delta/moved.ts';
import type { JournalState, Merge, SettledRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import { claimKeys, claimMatches } from './claims.ts';
import type { RunContext } from './context.ts';
import { inquire } from './inquire.ts';
import type { Outgoing, Ready } from './item.ts';
import { matchExisting } from './match.ts';
import type { Operations } from './operations.ts';
import type { SameIdentity } from './same-identity.ts';

/** What is to happen with each record of a batch. */
export interface Decided {
  readonly outgoing: Outgoing[];
  readonly ended: SettledRecord[];
  readonly merges: Merge[];
}

export interface DecideScope {
  readonly context: RunContext;
  readonly map: ObjectMap;
  readonly operations: Operations;
  /** The destination had records of the object before this phase: matching is worth asking. */
  readonly occupied: boolean;
  /** Other maps write the same key field, so keys may meet across maps. */
  readonly sharedKey: boolean;
  /** Destination ids that in-doubt records have been given in this phase. */
  readonly assigned: Set<string>;
  /** Shared with the requests under way. */
  readonly sameIdentity: SameIdentity;
}

/**
 * Compares a batch with the journal and the destination: unchanged records end, changed ones are updated, those left
 * in doubt by an earlier death are asked for, new ones are matched and, where nothing matches, created.
 */
export async function decide(scope: DecideScope, items: readonly Ready[]): Promise<Decided> {
  const decided: Decided = { outgoing: [], ended: [], merges: [] };
  const { known, doubtful, fresh, waiting } = sort(items, scope.context.options.retryHeld === true);

  for (const item of waiting) decided.ended.push({ ...settled(item), ...unknowable });

  if (scope.context.delta !== undefined) await decideKnown(scope, known.splice(0), decided);
  for (const item of known) {
    const row = item.row as NonNullable<Ready['row']>;
    const id = row.destinationId as string;
    if (row.hash === item.hash && isDone(row.state))
      decided.ended.push({
        ...settled(item),
        ...(row.state === 'merged'
          ? { state: 'merged', reason: 'the same record as another of the source' }
          : { state: 'unchanged' }),
        destinationId: id,
        found: row.found,
      });
    else if (row.found || row.state === 'merged' || row.state === 'skipped') fresh.push(item);
    else decided.outgoing.push(scope.operations.update(item, id));
  }
  if (doubtful.length > 0) fresh.push(...(await askForDoubtful(scope, doubtful, decided)));

  const anew = scope.context.delta === undefined ? fresh : await holdMoved(scope, fresh, decided);
  const own = await claimKeys(scope, anew, decided);
  const first = await claimMatches(scope, own, decided);
  const unmatched = await matchExisting(scope, first, decided);
  for (const item of unmatched) decided.outgoing.push(scope.operations.create(item));
  return decided;
}

/** Only then does the journal's hash tell what the destination holds. */
export function isDone(state: JournalState): boolean {
  return state === 'created' || state === 'updated' || state === 'unchanged' || state === 'merged';
}

interface Sorted {
  readonly known: Ready[];
  readonly doubtful: Ready[];
  readonly fresh: Ready[];
  /** May be in the destination already, as nobody can tell: only a person's retry sends them again. */
  readonly waiting: Ready[];
}

function sort(items: readonly Ready[], retry: boolean): Sorted {
  const out: Sorted = { known: [], doubtful: [], fresh: [], waiting: [] };
  for (const item of items) {
    const row = item.row;
    if (row === undefined) out.fresh.push(item);
    else if (row.destinationId !== null) out.known.push(item);
    else if (row.state === 'sent') out.doubtful.push(item);
    else if (row.state === 'held' && row.reason === unknowable.reason && !retry) out.waiting.push(item);
    else out.fresh.push(item);
  }
  return out;
}

/** Records whose request may have been done before the process died: found ones are done, the others start afresh. */
async function askForDoubtful(
  scope: DecideScope,
  items: readonly Ready[],
  decided: Decided,
): Promise<Ready[]> {
  const { context, operations, map, assigned } = scope;
  const created = items.map((item) => operations.create(item));
  const answer = await scope.sameIdentity.alone(
    created.map((o) => o.identity),
    () => inquire({ context, map, object: map.destinationObject, assigned }, created),
  );
  const absent: Ready[] = [];
  for (const [i, item] of items.entries()) {
    const outgoing = created[i] as Outgoing;
    const id = answer.found.get(outgoing);
    if (id !== undefined) decided.ended.push({ ...settled(item), state: 'created', destinationId: id });
    else if (answer.unknowable.has(outgoing)) decided.ended.push({ ...settled(item), ...unknowable });
    else absent.push(item);
  }
  return absent;
}

export const unknowable = {
  state: 'held',
  reason:
    'the connection broke while it was written, and nothing identifies it in the destination: look for it there, then retry it',
} as const;

export function settled(item: Ready): Omit<SettledRecord, 'state'> {
  return {
    sourceId: item.sourceId,
    element: item.element,
    at: item.record.at,
    key: item.key,
    hash: item.hash,
    flags: item.flags,
  };
}
