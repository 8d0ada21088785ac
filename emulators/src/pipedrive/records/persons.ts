import { invalid } from '../errors.ts';
import { isRecord } from '../http/envelope.ts';
import {
  a,
  address,
  contactPoints,
  date,
  datetime,
  oneOf,
  text,
  to,
  user,
  visibleTo,
  word,
} from '../shapes/kinds.ts';
import type { Body } from '../store/documents.ts';
import { countsBy } from './counts.ts';
import { customFieldsView, customTexts, textsOf } from './customFields.ts';
import type { RecordKind } from './types.ts';

const synced = ['notes', 'im', 'birthday', 'job_title', 'postal_address'] as const;

/** The first entry is the primary one when none says so. */
function contactsOf(value: unknown): Body[] {
  const given = Array.isArray(value) ? value.filter(isRecord) : [];
  const marked = given.findIndex((v) => v['primary'] === true);
  return given.map((v, i) => ({
    value: v['value'] ?? '',
    primary: i === Math.max(0, marked),
    label: v['label'] ?? 'work',
  }));
}

const values = (body: Body, name: string): string[] => contactsOf(body[name]).map((v) => String(v['value']));

export const persons: RecordKind = {
  name: 'person',
  plural: 'persons',
  label: 'Person',
  fielded: 'person',
  listCost: 10,
  shape: {
    name: a(word(), { required: true }),
    owner_id: a(user, { never: 'null' }),
    org_id: a(to('organization', 'Organization')),
    add_time: a(datetime, { only: 'create', never: 'null' }),
    emails: a(contactPoints),
    phones: a(contactPoints),
    visible_to: a(visibleTo, { never: 'null' }),
    label_ids: a({ is: 'labels', object: 'person' }),
    postal_address: a(address),
    notes: a(text()),
    im: a(contactPoints),
    birthday: a(date),
    job_title: a(text(255)),
    marketing_status: a(oneOf('no_consent', 'unsubscribed', 'subscribed', 'archived'), { never: 'null' }),
    custom_fields: a({ is: 'customFields', object: 'person' }),
  },
  filters: { owner_id: 'integer', org_id: 'integer' },
  sorts: ['id', 'update_time', 'add_time'],
  settle: (next, { account }, _previous, given) => {
    if (!account.definition.features.contactSync)
      for (const name of synced)
        if (given[name] !== undefined)
          throw invalid(name, 'This field is available only when contact sync is enabled.');
    return { ...next, owner_id: next['owner_id'] ?? account.userId };
  },
  view: ({ id, body, add_time, update_time, deleted }, account) => {
    const [first, ...rest] = String(body['name']).split(' ');
    return {
      id,
      name: body['name'],
      first_name: first,
      last_name: rest.length === 0 ? null : rest.join(' '),
      owner_id: body['owner_id'],
      org_id: body['org_id'] ?? null,
      add_time,
      update_time,
      emails: contactsOf(body['emails']),
      phones: contactsOf(body['phones']),
      is_deleted: deleted,
      visible_to: body['visible_to'] ?? 3,
      label_ids: body['label_ids'] ?? [],
      picture_id: null,
      ...(account.definition.features.contactSync
        ? {
            postal_address: body['postal_address'] ?? null,
            notes: body['notes'] ?? null,
            im: contactsOf(body['im']),
            birthday: body['birthday'] ?? null,
            job_title: body['job_title'] ?? null,
          }
        : {}),
      custom_fields: customFieldsView(account, 'person', body),
    };
  },
  optional: {
    ...countsBy('person_id'),
  },
  texts: (body, account) => [
    ...textsOf(body, 'name', 'notes'),
    ...values(body, 'emails').map((value) => ({ field: 'email', text: value })),
    ...values(body, 'phones').map((value) => ({ field: 'phone', text: value })),
    ...customTexts(account, 'person', body),
  ],
};
