import type { Destination } from '../connectors/destination.ts';
import type { AnsweredRecord, BatchRow, HeldRecord, Journal, SentRecord } from '../journal/journal.ts';
import { lineOf } from '../journal/journal.ts';
import type { Mapping, ObjectMap } from '../mapping/ir.ts';
import { readableText } from '../schema/readable-name.ts';
import type { ObjectSchema } from '../schema/types.ts';
import { madeWith } from './beside.ts';
import { deletedBy } from './deleted.ts';
import { readsOf } from './reads.ts';
import type { Explanation } from './types.ts';

export class NotExplained extends Error {
  override readonly name = 'NotExplained';
}

export interface ExplainOptions {
  /** Of the destination: ids of some systems are counted object by object. */
  readonly object?: string;
  /** For what people call the fields. */
  readonly schemaOf?: (object: string) => ObjectSchema | undefined;
  /** Asked only for a record that the journal does not know: the platform may have made it with one that it knows. */
  readonly destination?: () => Promise<Destination>;
}

type Source = Explanation['sources'][number];

/**
 * From a destination record back to its source rows, mapping lines, requests and answers in one run; a record that the run
 * made and that was rolled back included. Throws `NotExplained` where the journal has no such record or several, or another
 * run wrote it.
 */
export async function explainRecord(
  journal: Journal,
  run: string,
  mapping: Mapping | undefined,
  id: string,
  options: ExplainOptions = {},
): Promise<Explanation> {
  const { object, schemaOf } = options;
  const row = await journal.runs.get(run);
  if (row === undefined) throw new NotExplained(`The journal has no run ${run}.`);
  const meant = (r: HeldRecord): boolean => object === undefined || r.destinationObject === object;
  const live = (await journal.records.became(id)).filter(meant);
  const candidates = live.length > 0 ? live : (await deletedBy(journal, row, id)).filter(meant);
  const objects = [...new Set(candidates.map((r) => r.destinationObject))];
  if (objects.length > 1)
    throw new NotExplained(
      `${id} is the id of several records, of ${objects.join(', ')}: say which with --object ${objects[0]}.`,
    );
  const [first] = candidates;
  if (first === undefined) return besideAnother(journal, run, mapping, id, options);
  const sources: Source[] = [];
  const names = schemaOf?.(first.destinationObject);
  for (const record of candidates) sources.push(await sourceOf(journal, run, mapping, record, names));
  if (candidates.every((r) => r.run !== run) && sources.every((s) => s.requests.length === 0))
    throw new NotExplained(
      `Run ${run} did not touch ${id}; run ${first.run} did last: migmap explain ${first.run} ${id}`,
    );
  return {
    formatVersion: 1,
    run,
    ...(row.facts.delta && { delta: row.facts.delta.since }),
    mapping: row.mappingFile,
    object: first.destinationObject,
    id: first.destinationId,
    createdBy: first.createdRun,
    lastRun: first.run,
    rolledBack: live.length === 0,
    sources,
  };
}

/** Of a record that the platform has made beside one of the load. */
async function besideAnother(
  journal: Journal,
  run: string,
  mapping: Mapping | undefined,
  id: string,
  { object, schemaOf, destination: open }: ExplainOptions,
): Promise<Explanation> {
  const destination = await open?.();
  const record = destination && (await madeWith(destination, id, object));
  if (record === undefined)
    throw new NotExplained(
      `No record of the load became ${object === undefined ? '' : `${object} `}${id}: a person made it, or the platform without a record of the load.`,
    );
  const told = await explainRecord(journal, run, mapping, record.id, { object: record.object, schemaOf });
  return { ...told, beside: { object: record.beside, id } };
}

async function sourceOf(
  journal: Journal,
  run: string,
  mapping: Mapping | undefined,
  record: HeldRecord,
  schema: ObjectSchema | undefined,
): Promise<Source> {
  const readable = readableText(schema ? [schema] : []);
  const map = mapping?.maps.find((m) => m.id === record.map);
  const requests: Source['requests'] = [];
  const fields = new Map<string, Source['fields'][number]>();
  for (const batch of await journal.batches.of(run, record.map)) {
    const { sent, answers } = await journal.batches.contents(batch.id);
    const own = carried(record, sent, answers);
    if (own === undefined) continue;
    const told = answers.filter((a) => a.sourceId === own.sourceId && a.element === own.element);
    requests.push(request(batch, own, told));
    // What was refused, or not done, is not what the destination holds.
    if (told.length > 0 && !told.some((a) => a.outcome === 'created' || a.outcome === 'updated')) continue;
    for (const [field, value] of Object.entries(own.values))
      fields.set(field, {
        field,
        ...(readable(field) !== field && { label: readable(field) }),
        value: plain(value),
        ...lineOfField(map, field),
        batch: batch.id,
      });
  }
  return {
    map: record.map,
    line: lineOf(map?.at) ?? '',
    object: record.sourceObject || (map?.sourceObject ?? ''),
    id: record.sourceId,
    ...(record.element !== '' && { element: record.element }),
    at: record.at,
    state: record.state,
    merged: record.mergedInto,
    ...(record.reason !== null && { reason: readable(record.reason) }),
    fields: [...fields.values()],
    requests,
  };
}

/** What a request carried of the record. Elements of a list may have had another number then: their record's id tells. */
function carried(
  { sourceId, element, destinationId }: HeldRecord,
  sent: readonly SentRecord[],
  answers: readonly AnsweredRecord[],
): SentRecord | undefined {
  const ours = sent.filter((s) => s.sourceId === sourceId);
  const name = (n: { sourceId: string; element: string }): string => `${n.sourceId}\0${n.element}`;
  const told = new Map(answers.flatMap((a) => (a.id === undefined ? [] : [[name(a), a.id] as const])));
  const idOf = (s: SentRecord): string | undefined => s.id ?? told.get(name(s));
  return (
    ours.find((s) => idOf(s) === destinationId) ??
    ours.find((s) => s.element === element && idOf(s) === undefined)
  );
}

function request(
  batch: BatchRow,
  own: SentRecord,
  told: readonly { outcome: string; id?: string; error?: string }[],
): Source['requests'][number] {
  return {
    batch: batch.id,
    operation: batch.operation,
    channel: batch.channel,
    attempt: batch.attempt,
    sentAt: batch.sentAt,
    ...(batch.endedAt !== null && { endedAt: batch.endedAt }),
    ...(batch.handle !== null && { handle: batch.handle }),
    fields: Object.keys(own.values),
    ...(own.before !== undefined && { before: plain(own.before) as Record<string, never> }),
    answers: told.map(({ outcome, id, error }) => ({
      outcome,
      ...(id !== undefined && { id }),
      ...(error !== undefined && { error }),
    })),
    ...(batch.error !== null && { error: batch.error }),
  };
}

function lineOfField(map: ObjectMap | undefined, field: string): { line?: string; reads: string[] } {
  const line = map?.fields.find((l) => l.field === field);
  if (line !== undefined) return { line: lineOf(line.at) ?? '', reads: readsOf(line.value) };
  if (map?.key?.destination !== field) return { reads: [] };
  return { line: lineOf(map.at) ?? '', reads: [map.key.source.join('.')] };
}

/** Values have been through JSON already; only their type says more. */
function plain(value: unknown): Source['fields'][number]['value'] {
  return value as Source['fields'][number]['value'];
}
