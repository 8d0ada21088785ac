import type { OpenLink, RecordName, SettledLink } from '../journal/journal.ts';
import type { Deferred } from '../mapping/draft.ts';
import { isEmpty, type Value } from '../values.ts';
import { compareLinks } from '../delta/links.ts';
import type { Book, Outcome } from './book.ts';
import { slices } from './buffer.ts';
import { chooseChannel } from './channel.ts';
import type { RunContext } from './context.ts';
import { deliver, type Desk } from './desk.ts';
import type { Outgoing } from './item.ts';
import type { LinkStep } from './phases.ts';
import { pace } from './pace.ts';
import { pool } from './pool.ts';
import { answeredRecords, sentRecords } from './sent.ts';
import { sameIdentity } from './same-identity.ts';
import { lookUp, namedInstead, wantedBy } from './references.ts';
import { settleDeferred, settleInstead, type SettleScope } from './settle-value.ts';
import { RunInterrupted } from './stop.ts';

/** The second pass over one field: references that could not be written at first. */
export async function linkPhase(
  context: RunContext,
  { phase, field }: LinkStep,
  expected: number,
): Promise<void> {
  const { map } = phase;
  const { journal, capabilities, run } = context;
  const object = map.destinationObject;
  const channel = chooseChannel(capabilities, object, expected);
  const paced = pace(Math.min(channel.inFlight, capabilities.maxInFlight));
  const desk: Desk = {
    context,
    map,
    object,
    keyField: undefined,
    channel,
    book: linkBook(context, phase, field, channel.name),
    pace: paced,
    assigned: new Set(),
    sameIdentity: sameIdentity(),
  };
  if (context.delta !== undefined) await journal.delta.takeUp();
  const inFlight = pool(() => paced.limit());
  const size = Math.min(Math.max(channel.maxRecords, 2000), 10_000);
  let after: RecordName | undefined;
  try {
    for (;;) {
      if (context.stop.aborted) break;
      const links = await journal.links.page(map.id, field, after, size, context.options.retryHeld === true);
      const last = links.at(-1);
      if (last === undefined) break;
      after = { sourceId: last.sourceId, element: last.element };
      const { updates, settled } = await settleLinks(context, { phase, field }, links);
      await journal.links.settle(run, map.id, settled);
      for (const batch of slices(updates, channel.maxRecords, channel.maxBytes))
        await inFlight.start(() => deliver(desk, batch));
    }
  } catch (error) {
    await inFlight.drain().catch(() => undefined);
    throw error;
  }
  await inFlight.drain();
  if (context.stop.aborted) throw new RunInterrupted('The run was stopped.');
}

async function settleLinks(
  context: RunContext,
  { phase, field }: LinkStep,
  links: readonly OpenLink[],
): Promise<{ updates: Outgoing[]; settled: SettledLink[] }> {
  const { map } = phase;
  const line = context.ready(map).lines.find((l) => l.field === field);
  const schema = context.schemas.get(map.destinationObject)?.fields.find((f) => f.name === field);
  const deferred = links.map((l) => JSON.parse(l.deferred) as Deferred);
  const wanted = deferred.map(wantedBy);
  await context.names.fetch([...wanted.flatMap((w) => w.named), ...namedInstead(line)]);
  const references = await lookUp(
    context.journal,
    { map, parent: context.options.mapping.maps.find((m) => m.id === map.each?.parent) },
    wanted.flatMap((w) => w.refs),
    links.filter((_, i) => wanted[i]?.same),
  );
  const linking: { link: OpenLink; value: Value }[] = [];
  const settled: SettledLink[] = [];
  for (const [i, link] of links.entries()) {
    const scope: SettleScope = {
      context,
      references,
      sourceId: link.sourceId,
      element: link.element,
      sourceObject: map.sourceObject,
      field: schema,
      fieldName: field,
    };
    const { sourceId, element } = link;
    const name = { sourceId, element, field };
    const first = await settleDeferred(deferred[i] as Deferred, scope);
    const result = 'missing' in first ? (settleInstead(line, scope) ?? first) : first;
    if ('value' in result && !isEmpty(result.value)) linking.push({ link, value: result.value });
    else if (!('missing' in result)) settled.push({ ...name, state: 'empty' });
    else settled.push({ ...name, state: 'held', reason: result.missing, detail: result.detail });
  }
  const compared = await compareLinks(context, map, field, linking);
  return {
    updates: compared.open.map(({ link, value }) => update(link, field, value)),
    settled: [...settled, ...compared.settled],
  };
}

function update(link: OpenLink, field: string, value: Value): Outgoing {
  const { sourceId, element, at, destinationId } = link;
  const key = element === '' ? sourceId : `${sourceId}#${element}`;
  const values = { [field]: value };
  return {
    sourceId,
    element,
    at,
    key,
    hash: '',
    flags: [],
    bytes: JSON.stringify(values).length,
    operation: 'update',
    found: false,
    identity: {},
    write: { key, id: destinationId, values },
  };
}

/** Links are journalled beside their records: a record that is created stays so when its link is refused. */
function linkBook(
  { journal, run }: RunContext,
  { map }: LinkStep['phase'],
  field: string,
  channel: string,
): Book {
  const settled = (o: Outcome): SettledLink => ({
    sourceId: o.item.sourceId,
    element: o.item.element,
    field,
    ...(o.outcome === 'refused'
      ? { state: 'failed', reason: `${o.error.code}: ${o.error.message}` }
      : { state: 'linked' }),
  });
  return {
    begin: (items, about) =>
      journal.batches.begin({
        run,
        map: map.id,
        object: map.destinationObject,
        channel,
        ...about,
        records: [],
        sent: sentRecords(items),
      }),
    remember: (batch, handle) => journal.batches.remember(batch, handle),
    async finish(batch, state, outcomes, released, error) {
      await journal.links.settle(run, map.id, outcomes.map(settled));
      await journal.batches.finish(batch, state, {
        settled: [],
        error,
        answers: answeredRecords(outcomes, released),
      });
    },
  };
}
