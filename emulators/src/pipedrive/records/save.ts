import type { Account } from '../account/account.ts';
import { rfc3339 } from '../account/clock.ts';
import { notFound } from '../errors.ts';
import { checkShape } from '../shapes/check.ts';
import type { Body, Doc, Id } from '../store/documents.ts';
import { mergeCustomFields } from './customFields.ts';
import type { RecordKind, Writing } from './types.ts';

const indexTexts = (kind: RecordKind, doc: Doc, account: Account): void => {
  if (kind.texts !== undefined)
    account.search.put(kind.name, doc.id, doc.deleted ? [] : kind.texts(doc.body, account));
};

export const writing = (account: Account): Writing => ({ account, now: rfc3339(account.clock.now()) });

const inUtc = (instant: unknown, otherwise: string): string =>
  typeof instant === 'string' ? rfc3339(Date.parse(instant)) : otherwise;

/** Makes a record of a checked body. */
export function createRecord(kind: RecordKind, account: Account, given: Body): Doc {
  const write = writing(account);
  const { add_time, is_deleted: _, ...members } = given;
  return account.documents.atomically(() => {
    const body = kind.settle(members, write, undefined, members);
    const doc = account.documents.insert(kind.name, body, {
      add_time: inUtc(add_time, write.now),
      update_time: write.now,
    });
    indexTexts(kind, doc, account);
    kind.written?.(doc, write, undefined);
    return doc;
  });
}

/** Changes a record by a checked body; `custom_fields` merge key by key. */
export function updateRecord(kind: RecordKind, account: Account, previous: Doc, given: Body): Doc {
  const write = writing(account);
  const { is_deleted, ...members } = given;
  return account.documents.atomically(() => {
    const merged: Body = { ...previous.body, ...members };
    if (members['custom_fields'] !== undefined)
      merged['custom_fields'] = mergeCustomFields(previous.body['custom_fields'], members['custom_fields']);
    const body = kind.settle(merged, write, previous, members);
    const deleted = typeof is_deleted === 'boolean' ? is_deleted : previous.deleted;
    const doc: Doc = { ...previous, body, deleted, update_time: write.now };
    account.documents.save(kind.name, doc);
    indexTexts(kind, doc, account);
    kind.written?.(doc, write, previous);
    return doc;
  });
}

/** Marks a record as deleted. */
export function deleteRecord(kind: RecordKind, account: Account, doc: Doc): void {
  kind.beforeDelete?.(doc, account);
  account.documents.atomically(() => {
    const gone: Doc = { ...doc, deleted: true, update_time: writing(account).now };
    account.documents.save(kind.name, gone);
    indexTexts(kind, gone, account);
  });
}

export function record(kind: RecordKind, account: Account, id: Id): Doc {
  const doc = account.documents.find(kind.name, id);
  if (doc === undefined) throw notFound(kind.label);
  return doc;
}

export const checked = (kind: RecordKind, account: Account, mode: 'create' | 'update', body: unknown): Body =>
  checkShape(kind.shape, body, { account, mode });
