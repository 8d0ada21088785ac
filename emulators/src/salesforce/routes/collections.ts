import { RecordError, RequestError, recordErrors } from '../errors.ts';
import { normalizeId } from '../ids.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import type { LiveObject } from '../schema/catalog.ts';
import type { FieldDef } from '../schema/types.ts';
import type { WriteContext } from '../write/context.ts';
import { deletable, deleteRecord } from '../write/delete.ts';
import { insertRecord } from '../write/insert.ts';
import { jsonCoercion, jsonRecord, type JsonRecord } from '../write/jsonRecord.ts';
import { planCache, type Operation, type WritePlan } from '../write/plan.ts';
import { existingId, updateRecord } from '../write/update.ts';
import { foldKey, repeatedKeyError, repeatedKeys, upsertRecord } from '../write/upsert.ts';
import { contextOf, isRecord, keyField, objectNamed } from './shared.ts';

const maxRecords = 200;
const maxChunks = 10;

interface SaveResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly unknown[];
  readonly created?: boolean;
}

class RollBack extends Error {}

const halted = new RecordError(
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
);

/** Runs the work of each record; with allOrNone one refusal undoes the others. */
function each<T>(
  exchange: Exchange,
  items: readonly T[],
  allOrNone: boolean,
  work: (item: T, index: number) => SaveResult,
): SaveResult[] {
  const results: SaveResult[] = [];
  const failed = (error: RecordError): SaveResult => ({
    success: false,
    errors: recordErrors([error.entry]),
  });
  const run = (): void => {
    items.forEach((item, index) => {
      try {
        const refusal = exchange.refuseRecord?.(index);
        if (refusal !== undefined) throw refusal;
        results.push(work(item, index));
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
        results.push(failed(error));
      }
    });
    if (allOrNone && results.some((r) => !r.success)) throw new RollBack();
  };
  try {
    exchange.org.store.atomically(run);
  } catch (error) {
    if (!(error instanceof RollBack)) throw error;
    return results.map((r) => (r.success ? failed(halted) : r));
  }
  return results;
}

async function readBody(exchange: Exchange): Promise<{ records: JsonRecord[]; allOrNone: boolean }> {
  const body = await exchange.json();
  const list = isRecord(body) ? body['records'] : undefined;
  if (!isRecord(body) || !Array.isArray(list))
    throw new RequestError(400, 'JSON_PARSER_ERROR', 'the body needs a list "records"');
  if (list.length > maxRecords) throw tooMany();
  return { records: list.map(jsonRecord), allOrNone: body['allOrNone'] === true };
}

const tooMany = (): RequestError =>
  new RequestError(
    400,
    'EXCEEDED_ID_LIMIT',
    `record limit reached. cannot submit more than ${maxRecords} records in this call`,
  );

function objectsOf(exchange: Exchange, records: readonly JsonRecord[]): LiveObject[] {
  let chunks = 0;
  let last: string | undefined;
  return records.map(({ type }) => {
    if (type === undefined)
      throw new RequestError(400, 'INVALID_TYPE', 'every record needs attributes with a type');
    if (type !== last) chunks++;
    last = type;
    if (chunks > maxChunks)
      throw new RequestError(
        400,
        'LIMIT_EXCEEDED',
        `Cannot have more than ${maxChunks} chunks in a single operation. Please rearrange the data to reduce chunking.`,
      );
    const object = exchange.org.catalog.object(type);
    if (object === undefined)
      throw new RequestError(400, 'INVALID_TYPE', `sObject type '${type}' is not supported.`);
    return object;
  });
}

/** Plans for all records before the first is written: what a parser refuses, it refuses as a whole. */
function plansFor(
  context: WriteContext,
  objects: readonly LiveObject[],
  records: readonly JsonRecord[],
  operation: Operation,
  key?: FieldDef,
): WritePlan[] {
  const caches = new Map<string, (names: readonly string[]) => WritePlan>();
  const coerce = jsonCoercion(context.org);
  return records.map((record, i) => {
    const object = objects[i];
    if (object === undefined) throw new Error('a record without an object');
    let cache = caches.get(object.name);
    if (cache === undefined)
      caches.set(object.name, (cache = planCache(context.org.catalog, object, operation, key)));
    const plan = cache(record.names);
    plan.columns.forEach((column, at) => {
      if (typeof column === 'string') return;
      const field = column.parent?.key ?? column.field;
      if (field.type !== 'base64') coerce(field, record.cells[at]);
    });
    return plan;
  });
}

const saved = (id: string): SaveResult => ({ id, success: true, errors: [] });

async function create(exchange: Exchange): Promise<Reply> {
  const { records, allOrNone } = await readBody(exchange);
  const context = contextOf(exchange);
  const plans = plansFor(context, objectsOf(exchange, records), records, 'insert');
  const coerce = jsonCoercion(exchange.org);
  const results = each(exchange, records, allOrNone, ({ cells }, i) => {
    const plan = plans[i];
    if (plan === undefined) throw new Error('a record without a plan');
    return saved(insertRecord(context, plan, cells, coerce));
  });
  return json(200, results);
}

const idOf = ({ names, cells }: JsonRecord): unknown =>
  cells[names.findIndex((n) => n.toLowerCase() === 'id')];

async function update(exchange: Exchange): Promise<Reply> {
  const { records, allOrNone } = await readBody(exchange);
  const context = contextOf(exchange);
  const objects = objectsOf(exchange, records);
  const plans = plansFor(context, objects, records, 'update');
  const coerce = jsonCoercion(exchange.org);
  const ids = records.map((r) => {
    const id = idOf(r);
    return typeof id === 'string' ? (normalizeId(id) ?? id) : undefined;
  });
  const seen = new Set<string>();
  const results = each(exchange, records, allOrNone, ({ cells }, i) => {
    const [plan, object, given] = [plans[i], objects[i], ids[i]];
    if (plan === undefined || object === undefined) throw new Error('a record without a plan');
    if (given !== undefined && seen.has(given))
      throw new RecordError('DUPLICATE_VALUE', `Duplicate id specified: ${given}`, ['Id']);
    const id = existingId(context, object, given);
    seen.add(id);
    updateRecord(context, plan, id, cells, coerce);
    return saved(id);
  });
  return json(200, results);
}

async function upsert(exchange: Exchange): Promise<Reply> {
  const object = objectNamed(exchange, exchange.params['object'] ?? '');
  const key = keyField(object, exchange.params['field'] ?? '');
  const { records, allOrNone } = await readBody(exchange);
  for (const { type } of records)
    if (type !== undefined && exchange.org.catalog.object(type) !== object)
      throw new RequestError(400, 'INVALID_TYPE', `all records must be of type ${object.name}`);
  const context = contextOf(exchange);
  const plans = plansFor(
    context,
    records.map(() => object),
    records,
    'upsert',
    key,
  );
  const coerce = jsonCoercion(exchange.org);
  const keys = records.map(
    ({ names, cells }) => cells[names.findIndex((n) => n.toLowerCase() === key.name.toLowerCase())],
  );
  const repeated = repeatedKeys(key, keys);
  const results = each(exchange, records, allOrNone, ({ cells }, i): SaveResult => {
    const plan = plans[i];
    if (plan === undefined) throw new Error('a record without a plan');
    const value = keys[i];
    if (value !== undefined && repeated.has(foldKey(key, value))) throw repeatedKeyError(key, value);
    const { id, created } = upsertRecord(context, plan, key, value, cells, coerce);
    return { ...saved(id), created };
  });
  return json(200, results);
}

function remove(exchange: Exchange): Reply {
  const ids = (exchange.url.searchParams.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw new RequestError(400, 'MISSING_ARGUMENT', 'The ids parameter is required');
  if (ids.length > maxRecords) throw tooMany();
  const allOrNone = exchange.url.searchParams.get('allOrNone') === 'true';
  const context = contextOf(exchange);
  const results = each(exchange, ids, allOrNone, (given) => {
    const { object, id } = deletable(context, given);
    deleteRecord(context, object, id);
    return saved(id);
  });
  return json(200, results);
}

export const collectionRoutes: readonly Route[] = [
  { method: 'POST', path: '~/composite/sobjects', handle: create },
  { method: 'PATCH', path: '~/composite/sobjects', handle: update },
  { method: 'DELETE', path: '~/composite/sobjects', handle: remove },
  { method: 'PATCH', path: '~/composite/sobjects/:object/:field', handle: upsert },
];
