import type { Capabilities } from '../connectors/capabilities.ts';
import type { Destination } from '../connectors/destination.ts';
import { reconcileOwners, type OwnerReconciliation } from '../owners/owners.ts';
import type { OwnerDecisions } from '../owners/queue.ts';
import type { OwnerRule } from '../mapping/ir.ts';
import type { Survey } from './survey.ts';

/** Owners met in the data against the destination's users as they are now. */
export async function ownersNow(
  rule: OwnerRule | undefined,
  seen: Pick<Survey, 'users' | 'owners'>,
  destination: Destination,
  { createsUsers }: Pick<Capabilities, 'createsUsers'>,
  decided?: OwnerDecisions,
): Promise<OwnerReconciliation> {
  const able = createsUsers && destination.createUsers !== undefined;
  return reconcileOwners(rule, seen.users, seen.owners, await destination.users(), decided, able);
}

/**
 * Makes a user for every owner whom `unmatched placeholder` gives one; only once all gates are open. Who could not be made
 * is told, and holds the records of that owner.
 */
export async function makePlaceholders(
  { placeholders }: OwnerReconciliation,
  destination: Destination,
  tell: (message: string) => void,
): Promise<void> {
  const wanted = new Map(
    placeholders.flatMap(({ email, name }) => (email === null ? [] : [[email.trim().toLowerCase(), name]])),
  );
  if (wanted.size === 0) return;
  const users = [...wanted].map(([email, name]) => ({ email, ...(name !== undefined && { name }) }));
  const outcomes = (await destination.createUsers?.(users)) ?? [];
  const made = outcomes.filter(({ error }) => error === undefined).map(({ email }) => email);
  if (made.length > 0)
    tell(
      `Made ${made.length === 1 ? 'a user' : `${made.length} users`} in the destination: ${made.join(', ')}. Whoever administers it has to give them their rights.`,
    );
  for (const { email, error } of outcomes)
    if (error)
      tell(
        `No user could be made for ${email} (${error.code}: ${error.message}); records of this owner are held.`,
      );
}
