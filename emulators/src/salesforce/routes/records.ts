import { RecordError, RequestError, asRequestError, notFound } from '../errors.ts';
import { normalizeId } from '../ids.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import { isCompound, type FieldDef } from '../schema/types.ts';
import { addressColumns, blobUrl, renderAddress, renderValue } from '../soql/shape.ts';
import { findById, type StoredRow } from '../store/store.ts';
import type { LiveObject } from '../schema/catalog.ts';
import { blobFile } from '../write/blobs.ts';
import { deleteRecord } from '../write/delete.ts';
import { insertRecord } from '../write/insert.ts';
import { jsonCoercion, jsonRecord } from '../write/jsonRecord.ts';
import { planWrite } from '../write/plan.ts';
import { updateRecord } from '../write/update.ts';
import { upsertRecord } from '../write/upsert.ts';
import { multipartRecord } from './multipart.ts';
import { contextOf, keyField, objectNamed } from './shared.ts';

/** A refusal of the one record of a request is a refusal of the request. */
function single<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof RecordError ? asRequestError(error) : error;
  }
}

const readRecord = async (exchange: Exchange): Promise<unknown> =>
  (exchange.headers['content-type'] ?? '').startsWith('multipart/form-data')
    ? multipartRecord(exchange)
    : exchange.json();

function checkFault(exchange: Exchange): void {
  const refusal = exchange.refuseRecord?.(0);
  if (refusal !== undefined) throw refusal;
}

async function create(exchange: Exchange): Promise<Reply> {
  const object = objectNamed(exchange, exchange.params['object'] ?? '');
  const { names, cells } = jsonRecord(await readRecord(exchange));
  const id = single(() => {
    checkFault(exchange);
    const plan = planWrite(exchange.org.catalog, object, 'insert', names);
    return insertRecord(contextOf(exchange), plan, cells, jsonCoercion(exchange.org));
  });
  const location = `${exchange.base}/sobjects/${object.name}/${id}`;
  return json(201, { id, success: true, errors: [] }, { location });
}

/** The live record of the path, by its id. */
function named(exchange: Exchange): { object: LiveObject; id: string; row: StoredRow } {
  const object = objectNamed(exchange, exchange.params['object'] ?? '');
  const id = normalizeId(exchange.params['id'] ?? '');
  const row = id === undefined ? undefined : findById(exchange.org.store, object.name, id);
  if (id === undefined || row === undefined)
    throw notFound(
      'Provided external ID field does not exist or is not accessible: '.concat(exchange.params['id'] ?? ''),
    );
  if (row['IsDeleted'] === 1) throw new RequestError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
  return { object, id, row };
}

async function update(exchange: Exchange): Promise<Reply> {
  const { object, id } = named(exchange);
  const { names, cells } = jsonRecord(await readRecord(exchange));
  if (names.some((n) => n.toLowerCase() === 'id'))
    throw new RequestError(
      400,
      'INVALID_FIELD',
      'The Id field should not be specified in the sobject data.',
      ['Id'],
    );
  single(() => {
    checkFault(exchange);
    const plan = planWrite(exchange.org.catalog, object, 'update', names);
    updateRecord(contextOf(exchange), plan, id, cells, jsonCoercion(exchange.org));
  });
  return { status: 204 };
}

function remove(exchange: Exchange): Reply {
  const { object, id } = named(exchange);
  single(() => {
    checkFault(exchange);
    deleteRecord(contextOf(exchange), object, id);
  });
  return { status: 204 };
}

function renderRow(exchange: Exchange, object: LiveObject, row: StoredRow): Record<string, unknown> {
  const { base } = exchange;
  const asked = exchange.url.searchParams.get('fields');
  const fields =
    asked === null
      ? object.fields
      : asked.split(',').map((name): FieldDef => {
          const field = object.field(name.trim());
          if (field === undefined)
            throw new RequestError(
              400,
              'INVALID_FIELD',
              `No such column '${name}' on sobject of type ${object.name}`,
            );
          return field;
        });
  const id = String(row['Id']);
  const record: Record<string, unknown> = {
    attributes: { type: object.name, url: `${base}/sobjects/${object.name}/${id}` },
  };
  for (const field of fields) {
    if (field.type === 'base64')
      record[field.name] = row[field.name] === null ? null : blobUrl(base, object.name, id, field.name);
    else if (isCompound(field.type))
      record[field.name] = renderAddress(addressColumns(field).map((c) => row[c]));
    else record[field.name] = renderValue(field, row[field.name]);
  }
  record['Id'] = id;
  return record;
}

function read(exchange: Exchange): Reply {
  const { object, row } = named(exchange);
  return json(200, renderRow(exchange, object, row));
}

/** A record by an external id; the bytes of a body field. */
function readByKeyOrBody(exchange: Exchange): Reply {
  const object = objectNamed(exchange, exchange.params['object'] ?? '');
  const first = exchange.params['field'] ?? '';
  const body = object.field(exchange.params['value'] ?? '');
  if (body?.type === 'base64' && normalizeId(first) !== undefined) {
    const { row } = named({ ...exchange, params: { ...exchange.params, id: first } });
    const cell = row[body.name];
    if (typeof cell !== 'string') return { status: 204 };
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      stream: exchange.org.blobs.open(blobFile(cell)),
    };
  }
  const key = keyField(object, first);
  const ids = matching(exchange, object, key);
  if (ids.length === 0) throw notFound();
  if (ids.length > 1) return severalFound(exchange, object, ids);
  const row = findById(exchange.org.store, object.name, ids[0] ?? '');
  return json(200, renderRow(exchange, object, row ?? {}));
}

function matching(exchange: Exchange, object: LiveObject, key: FieldDef): string[] {
  const value = exchange.params['value'] ?? '';
  return exchange.org.store
    .statement(`SELECT Id FROM "${object.name}" WHERE "${key.name}" = ? AND IsDeleted = 0 LIMIT 20`)
    .all(key.name === 'Id' ? (normalizeId(value) ?? value) : value)
    .map((r) => String(r['Id']));
}

const severalFound = (exchange: Exchange, object: LiveObject, ids: readonly string[]): Reply =>
  json(
    300,
    ids.map((id) => `${exchange.base}/sobjects/${object.name}/${id}`),
  );

async function upsert(exchange: Exchange): Promise<Reply> {
  const object = objectNamed(exchange, exchange.params['object'] ?? '');
  const key = keyField(object, exchange.params['field'] ?? '');
  const { names, cells } = jsonRecord(await readRecord(exchange));
  if (names.some((n) => n.toLowerCase() === key.name.toLowerCase()))
    throw new RequestError(
      400,
      'INVALID_FIELD',
      `The ${key.name} field should not be specified in the sobject data.`,
      [key.name],
    );
  const ids = matching(exchange, object, key);
  if (ids.length > 1) return severalFound(exchange, object, ids);
  const value = key.name === 'Id' ? exchange.params['value'] : typedKey(key, exchange.params['value'] ?? '');
  const { id, created } = single(() => {
    checkFault(exchange);
    const plan = planWrite(exchange.org.catalog, object, 'upsert', names, key);
    return upsertRecord(contextOf(exchange), plan, key, value, cells, jsonCoercion(exchange.org));
  });
  return json(created ? 201 : 200, { id, success: true, errors: [], created });
}

const typedKey = (key: FieldDef, text: string): unknown => (key.type === 'double' ? Number(text) : text);

export const recordRoutes: readonly Route[] = [
  { method: 'POST', path: '~/sobjects/:object', handle: create },
  { method: 'GET', path: '~/sobjects/:object/:id', handle: read },
  { method: 'PATCH', path: '~/sobjects/:object/:id', handle: update },
  { method: 'DELETE', path: '~/sobjects/:object/:id', handle: remove },
  { method: 'GET', path: '~/sobjects/:object/:field/:value', handle: readByKeyOrBody },
  { method: 'PATCH', path: '~/sobjects/:object/:field/:value', handle: upsert },
];
