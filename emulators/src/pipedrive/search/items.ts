import type { Account } from '../account/account.ts';
import { customTexts } from '../records/customFields.ts';
import type { Body, Doc } from '../store/documents.ts';

export type ItemKind = 'deal' | 'person' | 'organization' | 'product' | 'lead';
export const itemKinds: readonly ItemKind[] = ['deal', 'person', 'organization', 'product', 'lead'];

export const nameOf = (doc: Doc | undefined): string =>
  (doc?.body['name'] ?? doc?.body['title'] ?? '') as string;

function person(account: Account, id: unknown): Body | null {
  const doc = typeof id === 'number' ? account.documents.find('person', id) : undefined;
  return doc === undefined ? null : { id: doc.id, name: nameOf(doc) };
}

function organization(account: Account, id: unknown): Body | null {
  const doc = typeof id === 'number' ? account.documents.find('organization', id) : undefined;
  if (doc === undefined) return null;
  return { id: doc.id, name: nameOf(doc), address: addressOf(doc.body) };
}

const addressOf = (body: Body): string | null =>
  (body['address'] as { value?: string } | null | undefined)?.value ?? null;
const entries = (value: unknown): string[] =>
  Array.isArray(value) ? value.map((v: { value?: unknown }) => String(v.value)) : [];

/** A record as a search result shows it. */
export function itemOf(account: Account, kind: ItemKind, doc: Doc): Body {
  const { body } = doc;
  const fielded = kind === 'lead' ? 'deal' : kind;
  const common = {
    id: doc.id,
    type: kind,
    visible_to: Number(body['visible_to'] ?? 3),
    owner: { id: body['owner_id'] },
    custom_fields: customTexts(account, fielded, body).map((t) => t.text),
    notes: [],
  };
  const { notes: _, ...bare } = common;
  switch (kind) {
    case 'person':
      return {
        ...common,
        name: body['name'],
        phones: entries(body['phones']),
        emails: entries(body['emails']),
        organization: organization(account, body['org_id']),
      };
    case 'organization':
      return { ...common, name: body['name'], address: addressOf(body) };
    case 'product':
      return { ...bare, name: body['name'], code: body['code'] ?? null };
    case 'deal': {
      const stage = account.documents.find('stage', body['stage_id'] as number);
      return {
        ...common,
        title: body['title'],
        value: body['value'],
        currency: body['currency'],
        status: body['status'],
        stage: { id: stage?.id, name: nameOf(stage) },
        person: person(account, body['person_id']),
        organization: organization(account, body['org_id']),
        is_archived: body['is_archived'],
      };
    }
    case 'lead': {
      const money = body['value'] as { amount: number; currency: string } | null | undefined;
      return {
        ...common,
        title: body['title'],
        person: person(account, body['person_id']),
        organization: organization(account, body['organization_id']),
        phones: [],
        emails: [],
        value: money?.amount ?? null,
        currency: money?.currency ?? null,
        is_archived: body['is_archived'] ?? false,
      };
    }
  }
}
