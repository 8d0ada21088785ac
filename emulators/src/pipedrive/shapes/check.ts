import type { Account } from '../account/account.ts';
import { invalid } from '../errors.ts';
import { checkCustomFields } from '../fields/values.ts';
import { isRecord } from '../http/envelope.ts';
import type { Kind, Shape } from './kinds.ts';
import { scalarProblem } from './scalars.ts';

export interface CheckOptions {
  readonly account: Account;
  readonly mode: 'create' | 'update';
  /** Version 1: numbers and booleans may come as text. */
  readonly loose?: boolean;
}

const loosened = (kind: Kind, value: unknown): unknown => {
  const numeric = kind.is === 'integer' || kind.is === 'number' || kind.is === 'reference';
  if (numeric && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (kind.is === 'enum' && kind.values.every((v) => typeof v === 'number') && typeof value !== 'number')
    return Number(value);
  if (kind.is === 'enum' && kind.values.every((v) => typeof v === 'string') && typeof value === 'number')
    return String(value);
  if (
    kind.is === 'boolean' &&
    (value === 0 || value === 1 || value === '0' || value === '1' || value === 'true')
  )
    return value !== 0 && value !== '0';
  return value === 'false' && kind.is === 'boolean' ? false : value;
};

function exists(account: Account, kind: string, id: string | number): boolean {
  const doc = account.documents.find(kind, id);
  return doc !== undefined && (!doc.deleted || kind === 'user');
}

function checkValue(kind: Kind, given: unknown, path: string, options: CheckOptions): unknown {
  const { account } = options;
  const value = options.loose === true ? loosened(kind, given) : given;
  switch (kind.is) {
    case 'list': {
      if (!Array.isArray(value)) throw invalid(path, 'This value should be of type array.');
      if (value.length < (kind.min ?? 0))
        throw invalid(path, `This list should have ${kind.min} items or more.`);
      if (value.length > (kind.max ?? Infinity))
        throw invalid(path, `This list should have ${kind.max} items or less.`);
      return value.map((item, i) => checkValue(kind.of, item, `${path}.${i}`, options));
    }
    case 'object':
      return checkShape(kind.members, value, options, path);
    case 'reference': {
      const uuid = kind.to === 'lead';
      const problem = scalarProblem({ is: uuid ? 'uuid' : 'integer' }, value);
      if (problem !== undefined) throw invalid(path, problem);
      if (!exists(account, kind.to, value as number))
        throw invalid(path, `${kind.label} ${String(value)} not found.`);
      return value;
    }
    case 'labels':
    case 'leadLabels': {
      if (!Array.isArray(value)) throw invalid(path, 'This value should be of type array.');
      const known =
        kind.is === 'labels'
          ? (account.fields.get(kind.object, 'label_ids').options ?? []).map((o) => o.id)
          : account.documents.list('leadLabel').map((d) => d.id);
      for (const id of value)
        if (!known.includes(id as number)) throw invalid(path, `Label ${String(id)} not found.`);
      return value;
    }
    case 'activityType': {
      const types = account.documents
        .list('activityType', { deleted: false })
        .map((d) => String(d.body['key_string']));
      if (typeof value !== 'string' || !types.includes(value))
        throw invalid(path, `Activity type ${String(value)} not found.`);
      return value;
    }
    case 'customFields':
      return checkCustomFields(account, kind.object, value);
    default: {
      const problem = scalarProblem(kind, value);
      if (problem !== undefined) throw invalid(path, problem);
      return value;
    }
  }
}

/**
 * The members of a body as they are to be kept. Throws 400 for a member that is unknown, of another type, or points at
 * nothing, and for one that is missing.
 */
export function checkShape(
  shape: Shape,
  body: unknown,
  options: CheckOptions,
  path = '',
): Record<string, unknown> {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (!isRecord(body)) throw invalid(path === '' ? 'body' : path, 'This value should be of type object.');
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (member === undefined || (member.only !== undefined && member.only !== options.mode))
      throw invalid(at(name), 'This field was not expected.');
    if (value === undefined) continue;
    if (value === null) {
      if (member.required === true || member.never === 'null')
        throw invalid(at(name), 'This value should not be null.');
      checked[name] = null;
      continue;
    }
    checked[name] = checkValue(member.kind, value, at(name), options);
  }
  if (options.mode === 'create' || path !== '')
    for (const [name, { required }] of Object.entries(shape))
      if (required === true && checked[name] === undefined) throw invalid(at(name), 'This field is missing.');
  return checked;
}
