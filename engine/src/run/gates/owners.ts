import type { OwnerReconciliation } from '../../owners/owners.ts';
import { gate, type Gate } from './gate.ts';

/** Closed while an owner of a mapped record has no active user; `holdUnmatched` goes on and holds their records alone. */
export function ownersGate(owners: OwnerReconciliation, holdUnmatched: boolean): Gate {
  const reasons = [
    ...(owners.ruleProblem === undefined ? [] : [owners.ruleProblem]),
    ...(holdUnmatched && owners.ruleProblem === undefined
      ? []
      : owners.unmatched.map((m) => `${m.email ?? m.value}: ${m.problem}, ${m.records} records.`)),
  ];
  return gate(
    'owners',
    reasons,
    'Provision the users listed in owners.csv and run again, or go on with --hold-unmatched: only their records wait.',
  );
}
