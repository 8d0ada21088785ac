import type { AnsweredRecord, SentRecord } from '../journal/journal.ts';
import type { Outcome } from './book.ts';
import type { Outgoing } from './item.ts';

/** A request as the journal keeps it: with its before-images, and names in place of bytes. */
export function sentRecords(items: readonly Outgoing[]): SentRecord[] {
  return items.map(({ sourceId, element, at, write, before }) => ({
    sourceId,
    element,
    at,
    ...(write.id !== undefined && { id: write.id }),
    values:
      write.files === undefined
        ? write.values
        : {
            ...write.values,
            ...Object.fromEntries(Object.entries(write.files).map(([field, file]) => [field, file.name])),
          },
    ...(before !== undefined && { before }),
  }));
}

export function answeredRecords(
  outcomes: readonly Outcome[],
  released: readonly Outgoing[],
): AnsweredRecord[] {
  const name = ({ sourceId, element }: Outgoing) => ({ sourceId, element });
  return [
    ...outcomes.map((o): AnsweredRecord => {
      if (o.outcome === 'refused')
        return { ...name(o.item), outcome: 'refused', error: `${o.error.code}: ${o.error.message}` };
      if (o.outcome === 'unknowable') return { ...name(o.item), outcome: 'unknowable' };
      return { ...name(o.item), outcome: o.outcome, id: o.id };
    }),
    ...released.map((item): AnsweredRecord => ({ ...name(item), outcome: 'again' })),
  ];
}
