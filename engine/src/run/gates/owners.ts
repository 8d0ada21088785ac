import type { OwnerReconciliation } from '../../owners/owners.ts';
import type { Finding } from './gate.ts';

/** Closed while an owner of a mapped record has no active user; `holdUnmatched` goes on and holds their records alone. */
export function ownersGate(owners: OwnerReconciliation, holdUnmatched: boolean): Finding {
  const unmatched = owners.unmatched.map((m) => `${m.email ?? m.value}: ${m.problem}, ${m.records} records.`);
  return {
    closes: [...owners.problems, ...(holdUnmatched ? [] : unmatched)],
    holds: holdUnmatched ? unmatched : [],
    remedy:
      'Provision the users, or name another user under "give to" in owners.csv, and look again with `migmap owners`; or go on with --hold-unmatched: only their records wait.',
  };
}
