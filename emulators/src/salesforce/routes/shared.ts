import { RequestError, notFound } from '../errors.ts';
import type { Exchange } from '../http/types.ts';
import type { LiveObject } from '../schema/catalog.ts';
import type { FieldDef } from '../schema/types.ts';
import { writeContext, type WriteContext } from '../write/context.ts';

export function objectNamed(exchange: Exchange, name: string): LiveObject {
  const object = exchange.org.catalog.object(name);
  if (object === undefined) throw notFound();
  return object;
}

export function contextOf(exchange: Exchange): WriteContext {
  const header = exchange.headers['sforce-duplicate-rule-header'];
  const allow = /allowSave\s*=\s*true/i.test(String(header ?? ''));
  return writeContext(exchange.org, exchange.session.userId, allow);
}

/** The field that an upsert identifies its records by. */
export function keyField(object: LiveObject, name: string): FieldDef {
  const key = object.field(name);
  if (key === undefined || !(key.externalId || key.idLookup || key.name === 'Id'))
    throw new RequestError(
      404,
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${name}`,
    );
  return key;
}

/** A JSON text, or `fallback` for anything else. */
export const textOf = (value: unknown, fallback = ''): string =>
  typeof value === 'string' ? value : fallback;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
