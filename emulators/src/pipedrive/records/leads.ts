import { randomUUID } from 'node:crypto';
import type { Account } from '../account/account.ts';
import { invalid } from '../errors.ts';
import { checkCustomValue } from '../fields/values.ts';
import type { FieldDef } from '../fields/types.ts';
import { isRecord } from '../http/envelope.ts';
import { checkShape } from '../shapes/check.ts';
import {
  a,
  boolean,
  date,
  integer,
  number,
  object,
  oneOf,
  text,
  to,
  user,
  word,
  type Shape,
} from '../shapes/kinds.ts';
import type { Body, Doc } from '../store/documents.ts';
import { customTexts, mergeCustomFields, textsOf } from './customFields.ts';

export const leadShape: Shape = {
  title: a(word(), { required: true }),
  owner_id: a(user, { never: 'null' }),
  label_ids: a({ is: 'leadLabels' }),
  person_id: a(to('person', 'Person')),
  organization_id: a(to('organization', 'Organization')),
  is_archived: a(boolean, { only: 'update', never: 'null' }),
  value: a(object({ amount: a(number, { required: true }), currency: a(text(3), { required: true }) })),
  expected_close_date: a(date),
  visible_to: a(oneOf('1', '3', '5', '7'), { never: 'null' }),
  was_seen: a(boolean, { never: 'null' }),
  origin_id: a(text(), { only: 'create' }),
  channel: a(integer),
  channel_id: a(text()),
};

/** Suffixes under which the second half of a compound value lies beside its hash. */
const halves: Readonly<Record<string, string>> = {
  monetary: 'currency',
  daterange: 'until',
  timerange: 'until',
};

/** A root-level value of version 1, as version 2 would write it. */
function compound(field: FieldDef, value: unknown, second: unknown): unknown {
  if (value === null || value === '') return null;
  if (field.type === 'enum' && typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  if (field.type === 'set') {
    const list = typeof value === 'string' ? value.split(',') : value;
    return Array.isArray(list)
      ? list.map((id) => (typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id))
      : list;
  }
  if (field.type === 'double' && typeof value === 'string' && value.trim() !== '') return Number(value);
  if (field.type === 'monetary') return { value: Number(value), currency: second };
  if (field.type === 'daterange' || field.type === 'timerange') return { value, until: second };
  if ((field.type === 'time' || field.type === 'address') && typeof value === 'string') return { value };
  return value;
}

/** Takes the hash keys out of a body; leads inherit the custom fields of deals. */
function splitCustom(account: Account, body: Body): { plain: Body; custom: Body } {
  const plain: Body = { ...body };
  const custom: Body = {};
  for (const field of account.fields.custom('deal')) {
    const half = halves[field.type];
    const other = half === undefined ? undefined : `${field.code}_${half}`;
    const value = plain[field.code];
    const second = other === undefined ? undefined : (plain[other] ?? account.definition.currency);
    delete plain[field.code];
    if (other !== undefined) delete plain[other];
    if (value === undefined) continue;
    custom[field.code] = compound(field, value, second);
    checkCustomValue(account, field, field.code, custom[field.code]);
  }
  return { plain, custom };
}

function settle(account: Account, body: Body): Body {
  if (body['person_id'] == null && body['organization_id'] == null)
    throw invalid('person_id', 'A lead must be linked to a person or an organization, or both.');
  const value = body['value'] as { currency: string } | null | undefined;
  if (value != null && account.documents.find('currency', value.currency) === undefined)
    throw invalid('value.currency', 'This value is not a currency of the account.');
  return {
    ...body,
    owner_id: body['owner_id'] ?? account.userId,
    creator_id: body['creator_id'] ?? account.userId,
    is_archived: body['is_archived'] ?? false,
  };
}

const index = (account: Account, doc: Doc): void =>
  account.search.put('lead', doc.id, [
    ...textsOf(doc.body, 'title'),
    ...customTexts(account, 'deal', doc.body),
  ]);

export function createLead(account: Account, given: unknown): Doc {
  if (!isRecord(given)) throw invalid('body', 'This value should be of type object.');
  const { plain, custom } = splitCustom(account, given);
  const body = checkShape(leadShape, plain, { account, mode: 'create', loose: true });
  const stamp = new Date(account.clock.now()).toISOString();
  return account.documents.atomically(() => {
    const settled = { ...settle(account, body), custom_fields: custom };
    const doc = account.documents.insert('lead', settled, { add_time: stamp, id: randomUUID() });
    index(account, doc);
    return doc;
  });
}

export function updateLead(account: Account, before: Doc, given: unknown): Doc {
  if (!isRecord(given)) throw invalid('body', 'This value should be of type object.');
  const { plain, custom } = splitCustom(account, given);
  const body = checkShape(leadShape, plain, { account, mode: 'update', loose: true });
  if (before.body['is_archived'] === true && body['is_archived'] !== false)
    throw invalid('is_archived', 'An archived lead cannot be changed until it is un-archived.');
  const custom_fields = mergeCustomFields(before.body['custom_fields'], custom);
  const after: Doc = {
    ...before,
    body: { ...settle(account, { ...before.body, ...body }), custom_fields },
    update_time: new Date(account.clock.now()).toISOString(),
  };
  account.documents.save('lead', after);
  index(account, after);
  return after;
}

/** Custom values at the root, under their hashes. */
function rootFields(account: Account, body: Body): Body {
  const kept = isRecord(body['custom_fields']) ? body['custom_fields'] : {};
  return Object.fromEntries(
    account.fields.custom('deal').flatMap(({ code, type }): [string, unknown][] => {
      const value = kept[code] ?? null;
      const half = halves[type];
      if (half !== undefined && isRecord(value))
        return [
          [code, value['value']],
          [`${code}_${half}`, value[half]],
        ];
      return value === null ? [] : [[code, isRecord(value) ? value['value'] : value]];
    }),
  );
}

export const leadView = ({ id, seq, body, add_time, update_time }: Doc, account: Account): Body => ({
  id,
  title: body['title'],
  owner_id: body['owner_id'],
  creator_id: body['creator_id'],
  label_ids: body['label_ids'] ?? [],
  person_id: body['person_id'] ?? null,
  organization_id: body['organization_id'] ?? null,
  source_name: 'API',
  origin: 'API',
  origin_id: body['origin_id'] ?? null,
  channel: body['channel'] ?? null,
  channel_id: body['channel_id'] ?? null,
  source_deal_id: null,
  is_archived: body['is_archived'],
  was_seen: body['was_seen'] ?? false,
  value: body['value'] ?? null,
  expected_close_date: body['expected_close_date'] ?? null,
  next_activity_id: null,
  add_time,
  update_time,
  visible_to: body['visible_to'] ?? '3',
  cc_email: `${account.domain}+${account.companyId}+lead${seq}@pipedrivemail.com`,
  ...rootFields(account, body),
});
