import { stringify } from 'csv-stringify/sync';
import type { OwnerMatch } from './owners.ts';

/** The reconciliation queue: every owner met, those without a user first, most records first. */
export function ownersCsv(matches: readonly OwnerMatch[]): string {
  const rows = matches
    .toSorted(
      (a, b) =>
        Number(a.destinationId !== undefined) - Number(b.destinationId !== undefined) ||
        b.records - a.records,
    )
    .map((m) => ({
      owner: m.value,
      email: m.email ?? '',
      name: m.name ?? '',
      ...m.about,
      records: m.records,
      state: stateOf(m),
      'destination user': m.destinationId ?? '',
    }));
  const columns = [...new Set(rows.flatMap((r) => Object.keys(r)))];
  const standard = ['owner', 'email', 'name', 'records', 'state', 'destination user'];
  return stringify(rows, {
    header: true,
    columns: [...standard, ...columns.filter((c) => !standard.includes(c))],
    escape_formulas: true,
  });
}

function stateOf({ problem, placeholder, substituted }: OwnerMatch): string {
  if (placeholder) return 'a placeholder user is made by the load';
  return problem ?? (substituted ? 'given to the substitute' : 'matched');
}
