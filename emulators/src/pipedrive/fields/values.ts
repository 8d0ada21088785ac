import type { Account } from '../account/account.ts';
import type { FieldedObject } from '../account/definition.ts';
import { invalid } from '../errors.ts';
import { isRecord } from '../http/envelope.ts';
import { date, text, time, type Kind } from '../shapes/kinds.ts';
import { scalarProblem } from '../shapes/scalars.ts';
import { addressParts } from './system.ts';
import type { FieldDef } from './types.ts';

const scalars: Readonly<Record<string, Kind>> = {
  varchar: text(255),
  varchar_auto: text(255),
  text: text(65_535),
  phone: text(255),
  double: { is: 'number' },
  date,
};
const references: Readonly<Record<string, string>> = { user: 'user', org: 'organization', people: 'person' };

function parts(
  path: string,
  value: unknown,
  kinds: Readonly<Record<string, Kind>>,
  required: readonly string[],
): void {
  if (!isRecord(value)) throw invalid(path, 'This value should be of type object.');
  for (const [name, one] of Object.entries(value)) {
    const kind = kinds[name];
    if (kind === undefined) throw invalid(`${path}.${name}`, 'This field was not expected.');
    const problem = one === null && !required.includes(name) ? undefined : scalarProblem(kind, one);
    if (problem !== undefined) throw invalid(`${path}.${name}`, problem);
  }
  for (const name of required)
    if (value[name] === undefined) throw invalid(`${path}.${name}`, 'This field is missing.');
}

const zone: Readonly<Record<string, Kind>> = { timezone_id: { is: 'integer' }, timezone_name: text() };
const addressKinds = Object.fromEntries(
  ['value', 'formatted_address', ...addressParts].map((n) => [n, text()]),
);

/** Throws 400 when a value does not fit a custom field, as version 2 is strict about it. */
export function checkCustomValue(account: Account, field: FieldDef, path: string, value: unknown): void {
  if (value === null) return;
  const refuse = (problem: string | undefined): void => {
    if (problem !== undefined) throw invalid(path, problem);
  };
  const known = (id: unknown): boolean => (field.options ?? []).some((o) => o.id === id);
  switch (field.type) {
    case 'enum':
      refuse(scalarProblem({ is: 'integer' }, value));
      return refuse(known(value) ? undefined : `Option ${value as number} not found.`);
    case 'set':
      if (!Array.isArray(value)) return refuse('This value should be of type array.');
      if (value.length === 0) return refuse('This list should have 1 item or more; null clears the field.');
      for (const id of value) {
        refuse(scalarProblem({ is: 'integer' }, id));
        refuse(known(id) ? undefined : `Option ${String(id)} not found.`);
      }
      return;
    case 'monetary':
      parts(path, value, { value: { is: 'number' }, currency: text(3) }, ['value', 'currency']);
      return refuse(
        account.documents.find('currency', String((value as { currency: unknown }).currency)) === undefined
          ? 'This value is not a currency of the account.'
          : undefined,
      );
    case 'daterange':
      return parts(path, value, { value: date, until: date }, ['value', 'until']);
    case 'time':
      return parts(path, value, { value: time, ...zone }, ['value']);
    case 'timerange':
      return parts(path, value, { value: time, until: time, ...zone }, ['value', 'until']);
    case 'address':
      return parts(path, value, addressKinds, ['value']);
    case 'user':
    case 'org':
    case 'people': {
      refuse(scalarProblem({ is: 'integer' }, value));
      const doc = account.documents.find(references[field.type]!, value as number);
      return refuse(doc === undefined || doc.deleted ? `${value as number} not found.` : undefined);
    }
    default:
      return refuse(scalarProblem(scalars[field.type] ?? { is: 'json' }, value));
  }
}

/** The `custom_fields` of a version 2 body: only keys that the account has, only values of their types. */
export function checkCustomFields(
  account: Account,
  object: FieldedObject,
  value: unknown,
): Record<string, unknown> {
  if (!isRecord(value)) throw invalid('custom_fields', 'This value should be of type object.');
  const fields = new Map(account.fields.custom(object).map((f) => [f.code, f]));
  for (const [key, one] of Object.entries(value)) {
    const field = fields.get(key);
    if (field === undefined) throw invalid(`custom_fields.${key}`, 'This field was not expected.');
    checkCustomValue(account, field, `custom_fields.${key}`, one);
  }
  return value;
}
