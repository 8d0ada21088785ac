import { stringify } from 'csv-stringify/sync';
import type { OwnerMatch } from './owners.ts';

/** Columns of the reconciliation queue; `give to` is a person's to fill. */
export const ownerColumns = {
  owner: 'owner',
  giveTo: 'give to',
} as const;

/** The reconciliation queue: every owner met, those without a user first, most records first. */
export function ownersCsv(matches: readonly OwnerMatch[]): string {
  const rows = matches
    .toSorted(
      (a, b) =>
        Number(a.destinationId !== undefined) - Number(b.destinationId !== undefined) ||
        b.records - a.records,
    )
    .map((m) => ({
      ...m.about,
      [ownerColumns.owner]: m.value,
      email: m.email ?? '',
      name: m.name ?? '',
      records: m.records,
      state: stateOf(m),
      'destination user': m.destinationId ?? '',
      [ownerColumns.giveTo]: m.givenTo ?? '',
    }));
  const columns = [...new Set(rows.flatMap((r) => Object.keys(r)))];
  const standard: string[] = [
    ownerColumns.owner,
    'email',
    'name',
    'records',
    'state',
    'destination user',
    ownerColumns.giveTo,
  ];
  return stringify(rows, {
    header: true,
    columns: [...standard, ...columns.filter((c) => !standard.includes(c))],
    escape_formulas: true,
  });
}

function stateOf({ problem, placeholder, givenTo, substituted }: OwnerMatch): string {
  if (placeholder) return 'a placeholder user is made by the load';
  if (problem !== undefined) return problem;
  if (givenTo !== undefined) return 'given to another user';
  return substituted ? 'given to the substitute' : 'matched';
}
