import type { Account } from '../account/account.ts';
import type { Cell, Doc } from '../store/documents.ts';

type Counts = Readonly<Record<string, (doc: Doc, account: Account) => number>>;

/** How many activities, notes and files point at a record by `member`; counted when they are asked for. */
export function countsBy(member: string): Counts {
  const count =
    (kind: string, more: Readonly<Record<string, Cell>> = {}) =>
    (doc: Doc, { documents }: Account): number =>
      documents.count(kind, { equal: { [member]: doc.id, ...more }, deleted: false });
  return {
    activities_count: count('activity'),
    done_activities_count: count('activity', { done: true }),
    undone_activities_count: count('activity', { done: false }),
    notes_count: count('note'),
    files_count: count('file'),
  };
}
