import type { Account } from '../account/account.ts';
import type { FieldedObject } from '../account/definition.ts';
import { isRecord } from '../http/envelope.ts';
import type { SearchedText } from '../search/searchIndex.ts';
import type { Body } from '../store/documents.ts';

/** Every custom field of the object, `null` where the record has nothing. */
export function customFieldsView(account: Account, object: FieldedObject, body: Body): Body {
  const kept = isRecord(body['custom_fields']) ? body['custom_fields'] : {};
  return Object.fromEntries(account.fields.custom(object).map(({ code }) => [code, kept[code] ?? null]));
}

/** Custom values before and after a change: `null` takes one away. */
export const mergeCustomFields = (before: unknown, after: unknown): Body => ({
  ...(isRecord(before) ? before : {}),
  ...(isRecord(after) ? after : {}),
});

const searchable = new Set(['address', 'varchar', 'text', 'varchar_auto', 'double', 'monetary', 'phone']);

/** What search finds of the custom fields: texts, phones, addresses and numbers. */
export function customTexts(account: Account, object: FieldedObject, body: Body): SearchedText[] {
  const kept = isRecord(body['custom_fields']) ? body['custom_fields'] : {};
  return account.fields.custom(object).flatMap(({ code, type }) => {
    const value = kept[code];
    if (!searchable.has(type) || value === null || value === undefined) return [];
    const plain = isRecord(value) ? value['value'] : value;
    return plain === null || plain === undefined ? [] : [{ field: code, text: String(plain as string) }];
  });
}

/** The members of a record that are texts, for search. */
export const textsOf = (body: Body, ...names: string[]): SearchedText[] =>
  names.flatMap((field) => {
    const value = body[field];
    return typeof value === 'string' && value !== '' ? [{ field, text: value }] : [];
  });
