import type { DestinationUser } from '../connectors/destination.ts';
import type { RunFacts } from '../journal/journal.ts';
import type { OwnerRule } from '../mapping/ir.ts';
import { noDecisions, type OwnerDecisions } from './queue.ts';

/** A user of the source as the `owners` rule sees it. */
export interface SourceUser {
  readonly id: string;
  readonly email: string | null;
  readonly name?: string;
  /** Role, profile, status: shown to the person who provisions the missing users. */
  readonly about?: Readonly<Record<string, string>>;
}

export interface OwnerMatch {
  /** As met in the data: a user id or an e-mail. */
  readonly value: string;
  readonly email: string | null;
  readonly name?: string;
  readonly about?: Readonly<Record<string, string>>;
  /** Records that name this owner. */
  readonly records: number;
  readonly destinationId?: string;
  /** Why there is no destination user; absent when matched. */
  readonly problem?: string;
  /** Given to the user that `unmatched use "…"` names. */
  readonly substituted?: boolean;
  /** `unmatched placeholder`: the load makes a user with this e-mail before it begins. */
  readonly placeholder?: boolean;
  /** E-mail or id of the user to whom a person gives this owner's records, in `owners.csv`. */
  readonly givenTo?: string;
}

export interface OwnerReconciliation {
  readonly matches: readonly OwnerMatch[];
  /** The destination user of an owner value, or `undefined` while it is unmatched. */
  destinationOf(value: string): string | undefined;
  readonly unmatched: readonly OwnerMatch[];
  /** Those whom the load makes a user for. */
  readonly placeholders: readonly OwnerMatch[];
  /** Why the rule itself, or the decisions in `owners.csv`, cannot work here, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Matches every owner met in the data to an active destination user: to the one a person has decided on, else by the rule's
 * fields. `createsUsers`: the destination can make the users that `unmatched placeholder` asks for.
 */
export function reconcileOwners(
  rule: OwnerRule | undefined,
  sourceUsers: readonly SourceUser[],
  referenced: ReadonlyMap<string, number>,
  destinationUsers: readonly DestinationUser[],
  decided: OwnerDecisions = noDecisions,
  createsUsers = false,
): OwnerReconciliation {
  const byId = new Map(sourceUsers.map((u) => [u.id, u]));
  const byEmail = new Map(sourceUsers.map((u) => [fold(u.email), u]));
  const active = new Map<string, DestinationUser>();
  const inactive = new Set<string>();
  for (const user of destinationUsers) {
    if (!user.active) inactive.add(fold(user.email));
    else if (!active.has(fold(user.email))) active.set(fold(user.email), user);
  }
  const makes = createsUsers && rule?.unmatched.kind === 'placeholder';
  const substitute = rule?.unmatched.kind === 'use' ? active.get(fold(rule.unmatched.email))?.id : undefined;

  const matches = [...referenced].map(([value, records]): OwnerMatch => {
    const user = byId.get(value) ?? byEmail.get(fold(value));
    const email = user?.email ?? (value.includes('@') ? value : null);
    const givenTo = decided.givenTo.get(value);
    const about = { value, email, records, name: user?.name, about: user?.about, givenTo };
    if (givenTo !== undefined) {
      const chosen = active.get(fold(givenTo)) ?? destinationUsers.find((u) => u.id === givenTo && u.active);
      return chosen === undefined
        ? { ...about, problem: `owners.csv gives them to ${givenTo}, who is no active user` }
        : { ...about, destinationId: chosen.id };
    }
    const found = email === null ? undefined : active.get(fold(email));
    if (found !== undefined) return { ...about, destinationId: found.id };
    if (substitute !== undefined) return { ...about, destinationId: substitute, substituted: true };
    if (email === null) return { ...about, problem: 'not a user of the source' };
    if (inactive.has(fold(email))) return { ...about, problem: 'the user is inactive' };
    return { ...about, problem: 'no user has this e-mail', ...(makes && { placeholder: true }) };
  });
  const ids = new Map(matches.map((m) => [m.value, m.destinationId]));
  return {
    matches,
    destinationOf: (value) => ids.get(value),
    unmatched: matches.filter((m) => m.destinationId === undefined && !m.placeholder),
    placeholders: matches.filter((m) => m.placeholder),
    problems: [...ruleProblems(rule, referenced.size > 0, substitute, createsUsers), ...decided.problems],
  };
}

/** What the journal and the report keep of it. */
export function ownerFacts(
  { matches, unmatched }: OwnerReconciliation,
  decided: OwnerDecisions,
): NonNullable<RunFacts['owners']> {
  return {
    matched: matches.length - unmatched.length,
    unmatched: unmatched.map((m) => ({ email: m.email ?? m.value, records: m.records })),
    givenTo: Object.fromEntries(decided.givenTo),
  };
}

function ruleProblems(
  rule: OwnerRule | undefined,
  used: boolean,
  substitute: string | undefined,
  createsUsers: boolean,
): readonly string[] {
  if (!used) return [];
  if (rule === undefined) return ['The mapping uses owner() but has no `owners match …` statement.'];
  const at = `${rule.at.file}:${rule.at.line}`;
  if (rule.unmatched.kind === 'use' && substitute === undefined)
    return [`${at}: no active user of the destination has the e-mail ${rule.unmatched.email}.`];
  if (rule.unmatched.kind === 'placeholder' && !createsUsers)
    return [
      `${at}: placeholder users cannot be made through this connection; use \`unmatched hold\` or \`unmatched use "…"\`.`,
    ];
  return [];
}

function fold(email: string | null): string {
  return (email ?? '').trim().toLowerCase();
}
