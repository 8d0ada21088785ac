import type { Channel } from '../connectors/capabilities.ts';
import type { WriteBatch, WriteResult } from '../connectors/destination.ts';
import { ConnectorError, type RecordError } from '../connectors/errors.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import { withoutNewEdits } from '../delta/new-edits.ts';
import { withBeforeImages } from './before-image.ts';
import type { Book, Outcome } from './book.ts';
import type { RunContext } from './context.ts';
import { inquire } from './inquire.ts';
import type { Outgoing } from './item.ts';
import type { Pace } from './pace.ts';
import { pair } from './pairing.ts';
import { backoffMs, pause } from './pause.ts';
import type { SameIdentity } from './same-identity.ts';
import { RunInterrupted } from './stop.ts';

const maxAttempts = 8;

export interface Desk {
  readonly context: RunContext;
  readonly map: ObjectMap;
  readonly object: string;
  readonly keyField: string | undefined;
  readonly channel: Channel;
  readonly book: Book;
  /** Told how each request was taken. */
  readonly pace?: Pace;
  /** The destination may have records that an upsert would overwrite; absent: it may. */
  readonly occupied?: boolean;
  /** See `inquire`. */
  readonly assigned: Set<string>;
  readonly sameIdentity: SameIdentity;
  /** The same record as an update; for those whose key the destination turns out to have already. */
  readonly asUpdate?: (item: Outgoing, id: string) => Outgoing;
  /** Told of every outcome, for progress and the error gate. */
  readonly onOutcomes?: (outcomes: readonly Outcome[]) => void;
}

interface Part {
  readonly items: readonly Outgoing[];
  /** From 1. */
  readonly attempt: number;
}

/** What one attempt leaves to be sent again, and how long to wait before. */
interface Again {
  readonly parts: readonly Part[];
  readonly waitMs?: number;
}

/**
 * Sends one batch (all of one operation) until every record has an outcome: retries what the destination was not able to
 * do, halves what it refuses whole, and asks about what may have been done before sending that again.
 */
export async function deliver(desk: Desk, items: readonly Outgoing[]): Promise<void> {
  // Two records with one key are never both sent; without a key field, two may well be the same to the destination.
  const identities = desk.keyField === undefined ? items.map((i) => i.identity) : [];
  await desk.sameIdentity.alone(identities, () => deliverAll(desk, items));
}

async function deliverAll(desk: Desk, items: readonly Outgoing[]): Promise<void> {
  const parts: Part[] = [{ items, attempt: 1 }];
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    await breathe(desk);
    const items = await withoutNewEdits(desk, await withBeforeImages(desk, part.items));
    if (items.length === 0) continue;
    const taken = desk.pace?.begin();
    const again = await attempt(desk, { ...part, items });
    if (again.waitMs === undefined) taken?.answered();
    else {
      taken?.pushedBack();
      desk.context.throttle.slowDown(again.waitMs);
    }
    parts.unshift(...again.parts);
  }
}

async function breathe({ context }: Desk): Promise<void> {
  const wait = context.options.pause ?? pause;
  await context.throttle.wait((ms) => wait(ms, context.stop));
  if (context.stop.aborted) throw new RunInterrupted('The run was stopped.');
}

async function attempt(desk: Desk, part: Part): Promise<Again> {
  const { context, object, channel } = desk;
  const operation = (part.items[0] as Outgoing).operation;
  const bytes = part.items.reduce((sum, i) => sum + i.bytes, 0);
  const batch = await desk.book.begin(part.items, { operation, attempt: part.attempt, bytes });
  let handle: string | undefined;
  const request: WriteBatch = {
    object,
    operation,
    keyField: desk.keyField,
    channel: channel.name,
    records: part.items.map((i) => i.write),
  };
  let answer: readonly WriteResult[];
  try {
    answer = await context.options.destination.write(request, {
      signal: context.giveUp,
      remember: async (name) => {
        handle = name;
        await desk.book.remember(batch, name);
      },
    });
  } catch (error) {
    return failed(desk, batch, part, asConnectorError(error), handle);
  }
  return conclude(desk, batch, part, answer, handle);
}

/** The request failed as a whole. */
async function failed(
  desk: Desk,
  batch: number,
  part: Part,
  error: ConnectorError,
  handle: string | undefined,
): Promise<Again> {
  const said = `${error.code}: ${error.message}`;
  const release = () => desk.book.finish(batch, 'refused', [], part.items, said);
  switch (error.class) {
    case 'doubt':
      if (desk.context.giveUp.aborted) throw new RunInterrupted('The run was stopped.', { cause: error });
      if (part.attempt >= maxAttempts)
        throw new RunInterrupted(`The connection breaks whenever ${desk.object} is written (${said}).`, {
          cause: error,
        });
      return conclude(desk, batch, part, [], handle, said);
    case 'transient':
    case 'rate':
      await release();
      if (part.attempt >= maxAttempts)
        throw new RunInterrupted(`The destination did not answer after ${maxAttempts} attempts (${said}).`, {
          cause: error,
        });
      return {
        parts: [{ items: part.items, attempt: part.attempt + 1 }],
        waitMs: backoffMs(part.attempt, error.retryAfterMs),
      };
    case 'quota':
      await release();
      throw new RunInterrupted(`The destination's quota is spent (${said}). Resume when it is renewed.`, {
        cause: error,
      });
    case 'auth':
      await release();
      throw new RunInterrupted(`The session is over and could not be renewed (${said}). Log in and resume.`, {
        cause: error,
      });
    default:
      if (part.items.length > 1) {
        await release();
        return { parts: halves(part) };
      }
      return conclude(desk, batch, part, [refusal(part.items[0] as Outgoing, error)], handle, said);
  }
}

function halves({ items, attempt: n }: Part): Part[] {
  const middle = Math.ceil(items.length / 2);
  return [
    { items: items.slice(0, middle), attempt: n },
    { items: items.slice(middle), attempt: n },
  ];
}

/** Sorts an answer by record; an empty one means that all of the batch is in doubt. */
async function conclude(
  desk: Desk,
  batch: number,
  part: Part,
  answer: readonly WriteResult[],
  handle: string | undefined,
  said?: string,
): Promise<Again> {
  const sorted = sortResults(part, answer);
  const there = await alreadyThere(desk, sorted.outcomes);
  const outcomes = sorted.outcomes.filter((o) => !there.has(o.item));
  const again = [...sorted.again];
  const released = [...sorted.again, ...there.keys()];
  if (sorted.doubtful.length === 0) {
    await book(desk, batch, 'done', outcomes, released, said);
  } else {
    // What is certain is kept before anything else is asked.
    await book(desk, batch, 'doubt', outcomes, released, said);
    const told = await settleDoubt(desk, part, sorted.doubtful, handle);
    await book(desk, batch, 'done', told.outcomes, told.again, said);
    again.push(...told.again);
  }
  if (sorted.spent !== undefined)
    throw new RunInterrupted(`The destination takes no more for now (${sorted.spent}). Resume later.`);
  if (again.length > 0 && part.attempt >= maxAttempts)
    throw new RunInterrupted(`${desk.object}: records stay unanswered after ${maxAttempts} attempts.`);
  const parts: Part[] = [];
  if (again.length > 0) parts.push({ items: again, attempt: part.attempt + 1 });
  if (there.size > 0) parts.push({ items: [...there.values()], attempt: part.attempt });
  return again.length === 0 ? { parts } : { parts, waitMs: backoffMs(part.attempt, undefined) };
}

async function book(
  desk: Desk,
  batch: number,
  state: 'done' | 'doubt',
  outcomes: readonly Outcome[],
  released: readonly Outgoing[],
  said?: string,
): Promise<void> {
  await desk.book.finish(batch, state, outcomes, released, said);
  desk.onOutcomes?.(outcomes);
}

/** Records in doubt: first what the server still knows of the work, then a look-up. */
async function settleDoubt(
  desk: Desk,
  part: Part,
  doubtful: readonly Outgoing[],
  handle: string | undefined,
): Promise<{ outcomes: readonly Outcome[]; again: readonly Outgoing[] }> {
  const late =
    handle === undefined
      ? { outcomes: [], again: [], doubtful }
      : sortResults(
          { items: doubtful, attempt: part.attempt },
          await desk.context.options.destination.settle(desk.object, handle),
        );
  const told = await inquire(desk, late.doubtful);
  return {
    outcomes: [
      ...late.outcomes,
      ...[...told.found].map(([item, id]): Outcome => ({ item, outcome: 'created', id })),
      ...[...told.unknowable].map((item): Outcome => ({ item, outcome: 'unknowable' })),
    ],
    again: [...late.again, ...told.absent],
  };
}

/**
 * Inserts that the destination refuses because it has our key already (a lost journal, another machine's load): those
 * become updates. A duplicate by anything else than the key stays a refusal.
 */
async function alreadyThere(desk: Desk, outcomes: readonly Outcome[]): Promise<Map<Outgoing, Outgoing>> {
  const { keyField, asUpdate, context, object } = desk;
  const there = new Map<Outgoing, Outgoing>();
  if (keyField === undefined || asUpdate === undefined) return there;
  const refusedOnes = outcomes.flatMap((o) =>
    o.outcome === 'refused' && o.error.class === 'duplicate' && o.item.operation !== 'update' ? [o.item] : [],
  );
  if (refusedOnes.length === 0) return there;
  const rows = refusedOnes.map((i) => ({ [keyField]: i.identity[keyField] ?? null }));
  const found = await context.options.destination.find(object, [keyField], rows);
  const ids = [...new Set(found.map((f) => f.record.id))];
  const holders = await context.journal.records.holders(object, ids);
  for (const { row, record } of found) {
    const item = refusedOnes[row] as Outgoing;
    const others = holders.some(
      (h) => h.destinationId === record.id && (h.map !== desk.map.id || h.sourceId !== item.sourceId),
    );
    // What another record of the load has become must not be overwritten.
    if (!others) there.set(item, asUpdate(item, record.id));
  }
  return there;
}

interface SortedResults {
  readonly outcomes: readonly Outcome[];
  /** Not done, and worth another attempt. */
  readonly again: readonly Outgoing[];
  readonly doubtful: readonly Outgoing[];
  /** A quota ran out, or the session, in the middle of the batch. */
  readonly spent?: string;
}

function sortResults(part: Part, answer: readonly WriteResult[]): SortedResults {
  const paired = pair(part.items, answer);
  const outcomes: Outcome[] = [];
  const again: Outgoing[] = [];
  const doubtful = [...paired.doubtful];
  let spent: string | undefined;
  for (const { item, result } of paired.results) {
    if (result.outcome === 'created' || result.outcome === 'updated')
      outcomes.push({ item, outcome: result.outcome, id: result.id });
    else if (result.outcome === 'failed' && result.error.class === 'doubt') doubtful.push(item);
    else if (
      result.outcome === 'failed' &&
      (result.error.class === 'quota' || result.error.class === 'auth')
    ) {
      spent = `${result.error.code}: ${result.error.message}`;
      again.push(item);
    } else if (result.outcome === 'failed' && mayPass(result.error) && part.attempt < maxAttempts)
      again.push(item);
    else if (result.outcome === 'failed') outcomes.push(refused(item, result.error));
    else doubtful.push(item); // an answer to something that was not asked
  }
  return { outcomes, again, doubtful, spent };
}

function mayPass(error: RecordError): boolean {
  return error.class === 'transient' || error.class === 'rate';
}

function refused(item: Outgoing, error: RecordError): Outcome {
  return { item, outcome: 'refused', error };
}

function refusal(item: Outgoing, { class: cls, code, message }: ConnectorError): WriteResult {
  return { key: item.key, outcome: 'failed', error: { class: cls, code, message } };
}

/** What a connector did not foresee may have happened after the request was sent. */
function asConnectorError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ConnectorError('doubt', 'UNEXPECTED', message, { cause: error });
}
