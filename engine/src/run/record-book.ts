import type { SettledRecord } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { Book, Outcome } from './book.ts';
import type { RunContext } from './context.ts';
import { unknowable } from './decide.ts';
import type { Outgoing } from './item.ts';
import { placed } from './placed.ts';
import { answeredRecords, sentRecords } from './sent.ts';
import { verdict } from './verdict.ts';

/** The journal of a map's own records. */
export function recordBook({ journal, run }: RunContext, map: ObjectMap, channel: string): Book {
  const place = placed(map);
  const settled = (o: Outcome): SettledRecord => {
    const { sourceId, element, at, key, hash, flags, found, write } = o.item;
    const record = { sourceId, element, at, key, hash, flags, found, destinationId: write.id };
    if (o.outcome === 'refused') return { ...record, ...verdict(o.error) };
    if (o.outcome === 'unknowable') return { ...record, ...unknowable };
    // An update by id is an update whatever the destination calls it.
    const state = o.item.operation === 'update' ? 'updated' : o.outcome;
    return { ...record, state, destinationId: o.id };
  };
  return {
    begin: (items, about) =>
      journal.batches.begin({
        run,
        map: map.id,
        object: map.destinationObject,
        channel,
        ...about,
        records: items.map((i: Outgoing) => ({ ...i, destinationId: i.write.id })),
        sent: sentRecords(items),
      }),
    remember: (batch, handle) => journal.batches.remember(batch, handle),
    finish: (batch, state, outcomes, released, error) =>
      journal.batches.finish(batch, state, {
        settled: outcomes.map((o) => place(settled(o))),
        released,
        error,
        answers: answeredRecords(outcomes, released),
      }),
  };
}
