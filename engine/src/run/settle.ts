import { hash } from 'node:crypto';
import type { FileValue } from '../connectors/destination.ts';
import { lineOf, type Link, type SettledRecord } from '../journal/journal.ts';
import { isDeferred, type DraftValue } from '../mapping/draft.ts';
import type { FieldLine, ObjectMap } from '../mapping/ir.ts';
import type { PreparedLine } from '../mapping/line.ts';
import type { FieldSchema, ObjectSchema } from '../schema/types.ts';
import { isEmpty, type Value } from '../values.ts';
import type { RunContext } from './context.ts';
import type { Arrival, Ready } from './item.ts';
import { ownText, ownValues } from './own.ts';
import { lookUp, namedInstead, wantedBy, type References, type Wanted } from './references.ts';
import { settleDeferred, settleInstead, type Settled, type SettleScope } from './settle-value.ts';

export interface SettledBatch {
  readonly ready: readonly Ready[];
  /** Records whose way ends here: a reference, an owner, a file or a required value is missing. */
  readonly ended: readonly SettledRecord[];
}

/** Settles the deferred values of a batch against the journal, the owners and the source's files. */
export interface Settler {
  (arrivals: readonly Arrival[]): Promise<SettledBatch>;
}

export function settler(context: RunContext, map: ObjectMap, linkedLater: ReadonlySet<string>): Settler {
  const schema = context.schemas.get(map.destinationObject);
  const fields = new Map(schema?.fields.map((f) => [f.name, f]));
  const lines = new Map(map.fields.map((l) => [l.field, l]));
  const prepared = new Map(context.ready(map).lines.map((l) => [l.field, l]));
  const required = schema === undefined ? [] : requiredFields(schema);
  return async (arrivals) => {
    const references = await lookUpAll(context, map, arrivals);
    const ready: Ready[] = [];
    const ended: SettledRecord[] = [];
    for (const arrival of arrivals) {
      const result = settleOne(context, map, arrival, {
        references,
        fields,
        lines,
        prepared,
        linkedLater,
        required,
      });
      // Only files wait; awaiting every record would cost more than the record.
      const settled = result instanceof Promise ? await result : result;
      if ('state' in settled) ended.push(settled);
      else ready.push(settled);
    }
    return { ready, ended };
  };
}

interface Lookups {
  readonly references: References;
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly lines: ReadonlyMap<string, FieldLine>;
  readonly prepared: ReadonlyMap<string, PreparedLine>;
  readonly linkedLater: ReadonlySet<string>;
  readonly required: readonly string[];
}

function settleOne(
  context: RunContext,
  map: ObjectMap,
  arrival: Arrival,
  lookups: Lookups,
): Ready | SettledRecord | Promise<Ready | SettledRecord> {
  const values: Record<string, Value> = {};
  const links: Link[] = [];
  const flags = [...arrival.draft.flags];
  let files: Record<string, FileValue> | undefined;
  let waiting: Promise<unknown>[] | undefined;
  let end: SettledRecord | undefined;

  const scopeOf = (name: string): SettleScope => ({
    context,
    references: lookups.references,
    sourceId: arrival.sourceId,
    element: arrival.element,
    sourceObject: map.sourceObject,
    field: lookups.fields.get(name),
    fieldName: name,
  });
  const take = (name: string, settled: Settled): void => {
    if ('value' in settled) {
      values[name] = settled.value;
      if (settled.flag !== undefined) flags.push(settled.flag);
    } else if ('file' in settled) (files ??= {})[name] = settled.file;
    else {
      const instead = settleInstead(lookups.prepared.get(name), scopeOf(name));
      const fallback =
        instead !== undefined && 'value' in instead
          ? instead
          : unsettled(instead ?? settled, name, lookups.lines.get(name), arrival, map);
      if ('state' in fallback) end ??= fallback;
      else values[name] = fallback.value;
    }
  };
  const draft = arrival.draft.values;
  for (const name in draft) {
    const value = draft[name] as DraftValue;
    if (!isDeferred(value)) {
      values[name] = value;
      continue;
    }
    if (lookups.linkedLater.has(name)) {
      links.push({
        sourceId: arrival.sourceId,
        element: arrival.element,
        field: name,
        deferred: JSON.stringify(value),
      });
      continue;
    }
    const settled = settleDeferred(value, scopeOf(name));
    if (settled instanceof Promise) {
      values[name] = null; // keeps the order of the fields, on which the hash depends
      (waiting ??= []).push(settled.then((s) => take(name, s)));
    } else take(name, settled);
  }
  const finish = (): Ready | SettledRecord => {
    if (end !== undefined) return end;
    for (const name in files) delete values[name];
    return complete(map, arrival, lookups, { values, files, links, flags });
  };
  return waiting === undefined ? finish() : Promise.all(waiting).then(finish);
}

function complete(
  map: ObjectMap,
  arrival: Arrival,
  lookups: Lookups,
  made: Pick<Ready, 'values' | 'files' | 'links' | 'flags'>,
): Ready | SettledRecord {
  const keyField = map.key?.destination;
  const keyValue = arrival.draft.keyValue;
  const key =
    keyField !== undefined && keyValue !== undefined
      ? keyValue
      : arrival.element === ''
        ? arrival.sourceId
        : `${arrival.sourceId}#${arrival.element}`;
  const values =
    keyField === undefined || keyField in made.values
      ? made.values
      : { ...made.values, [keyField]: keyValue ?? null };
  if (keyField !== undefined && isEmpty(values[keyField]))
    return ending(
      arrival,
      key,
      'held',
      `${keyField} is the key and would be empty`,
      keyField,
      map.at && lineOf(map.at),
    );
  for (const name of lookups.required)
    if (isEmpty(values[name]) && made.files?.[name] === undefined && !lookups.linkedLater.has(name))
      return ending(
        arrival,
        key,
        'held',
        `${name} is required and would be empty`,
        name,
        lineOf(lookups.lines.get(name)?.at),
      );
  const json = JSON.stringify(values);
  const fileMarks = made.files && Object.entries(made.files).map(([n, f]) => [n, f.name, f.bytes]);
  return {
    ...made,
    sourceId: ownText(arrival.sourceId),
    element: arrival.element,
    record: arrival.record,
    row: arrival.row,
    key: ownText(key),
    values: ownValues(json),
    hash: hash('sha1', fileMarks === undefined ? json : json + JSON.stringify(fileMarks)),
    bytes:
      json.length + Object.values(made.files ?? {}).reduce((sum, f) => sum + Math.ceil(f.bytes * 1.4), 0),
  };
}

/** A value is missing and no `else` puts another in its place: the record is skipped by it, or a person decides. */
function unsettled(
  missing: Extract<Settled, { missing: string }>,
  name: string,
  line: FieldLine | undefined,
  arrival: Arrival,
  map: ObjectMap,
): SettledRecord {
  const otherwise = line?.otherwise;
  const state = otherwise?.kind === 'skip' ? 'skipped' : 'held';
  const reason = otherwise?.kind === 'skip' && otherwise.why !== undefined ? otherwise.why : missing.missing;
  return {
    ...ending(arrival, arrival.sourceId, state, reason, name, lineOf(line?.at ?? map.at)),
    detail: missing.detail,
  };
}

export function ending(
  arrival: Pick<Arrival, 'sourceId' | 'element' | 'record'>,
  key: string,
  state: SettledRecord['state'],
  reason: string,
  field?: string,
  line?: string,
): SettledRecord {
  const { sourceId, element } = arrival;
  return { sourceId, element, at: arrival.record.at, key, state, reason, field, line };
}

function requiredFields(schema: ObjectSchema): string[] {
  return schema.fields.filter((f) => f.required && f.createable && !f.defaulted).map((f) => f.name);
}

async function lookUpAll(
  context: RunContext,
  map: ObjectMap,
  arrivals: readonly Arrival[],
): Promise<References> {
  const refs: Wanted['refs'][number][] = [];
  const named = context.ready(map).lines.flatMap(namedInstead);
  const same: Arrival[] = [];
  for (const a of arrivals)
    for (const name in a.draft.values) {
      const value = a.draft.values[name];
      if (!isDeferred(value)) continue;
      const wanted = wantedBy(value);
      refs.push(...wanted.refs);
      named.push(...wanted.named);
      if (wanted.same) same.push(a);
    }
  await context.names.fetch(named);
  const parent = context.options.mapping.maps.find((m) => m.id === map.each?.parent);
  return lookUp(context.journal, { map, parent }, refs, same);
}
