import type { Row, Value } from '../../values.ts';
import { ConnectorError } from '../errors.ts';
import type { ApiField } from './fields/field.ts';
import { fromWire, toWire } from './fields/wire.ts';
import type { ApiObject } from './objects.ts';
import type { Raw } from './pages.ts';

/** The body of a creation or change. A name that no field has goes as it is: the API says which one it does not know. */
export function bodyOf(
  fields: readonly ApiField[],
  row: Row,
  currency: string,
): Readonly<Record<string, unknown>> {
  const byName = new Map(fields.map((f) => [f.schema.name, f]));
  const own = typeof row['currency'] === 'string' ? row['currency'] : currency;
  const body: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  const pairs = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(row)) {
    const field = byName.get(name);
    if (field?.schema.kind === 'file') continue;
    const wire = field ? toWire(field.form, value, own) : value;
    if (field?.within) {
      const { property, member } = field.within;
      pairs.set(property, { ...pairs.get(property), [member]: wire });
    } else if (field?.place === 'custom') custom[name] = wire;
    else Object.assign(body, atRoot(field, name, wire, own));
  }
  for (const [property, pair] of pairs) body[property] = together(property, pair, own);
  return Object.keys(custom).length > 0 ? { ...body, custom_fields: custom } : body;
}

/** In v1 the currency of an amount, and the options of a set, stand beside each other at the root. */
function atRoot(field: ApiField | undefined, name: string, wire: unknown, currency: string): object {
  if (!field?.schema.custom) return { [field?.wireName ?? name]: wire };
  if (field.form === 'money' && wire !== null)
    return { [name]: (wire as { value: unknown }).value, [`${name}_currency`]: currency };
  if (field.form === 'integers' && Array.isArray(wire)) return { [name]: wire.join(',') };
  if ((field.form === 'address' || field.form === 'clock') && wire !== null)
    return { [name]: (wire as { value: unknown }).value };
  return { [name]: wire };
}

/** An amount and its currency are one value; a currency alone says nothing. */
function together(property: string, pair: Readonly<Record<string, unknown>>, currency: string): unknown {
  const amounts = Object.entries(pair).filter(([member]) => member !== 'currency');
  if (amounts.every(([, value]) => value === null || value === undefined))
    return property === 'prices' ? [] : null;
  const whole = { ...pair, currency: pair['currency'] ?? currency };
  return property === 'prices' ? [whole] : whole;
}

/** What stands in a record, in our own terms. */
export function rowOf(fields: readonly ApiField[], raw: Raw, wanted: readonly string[]): Row {
  const byName = new Map(fields.map((f) => [f.schema.name, f]));
  const row: Record<string, Value> = {};
  for (const name of wanted) {
    const field = byName.get(name);
    row[name] = field ? fromWire(field.form, wireValue(field, raw)) : ((raw[name] ?? null) as Value);
  }
  return row;
}

function wireValue(field: ApiField, raw: Raw): unknown {
  const { name } = field.schema;
  if (field.within) {
    const whole: unknown = raw[field.within.property];
    const one: unknown = Array.isArray(whole) ? whole[0] : whole;
    return typeof one === 'object' && one !== null ? (one as Raw)[field.within.member] : undefined;
  }
  if (field.place === 'custom') return (raw['custom_fields'] as Raw | undefined)?.[name];
  return raw[field.wireName ?? name] ?? raw[name];
}

/** A product line is reached through its deal, so its id carries both. */
export function idOf(object: ApiObject, raw: Raw): string {
  return object.name === 'DealProduct' ? `${String(raw['deal_id'])}/${String(raw['id'])}` : String(raw['id']);
}

/** Where one record is. */
export function recordPath(object: ApiObject, id: string): string {
  if (object.name !== 'DealProduct') return `${object.path}/${encodeURIComponent(id)}`;
  const [deal, line] = id.split('/');
  if (deal === undefined || line === undefined)
    throw new ConnectorError('reference', 'BAD_ID', `"${id}" is no product of a deal: DEAL/LINE.`);
  return `/deals/${encodeURIComponent(deal)}/products/${encodeURIComponent(line)}`;
}
