import { RecordError } from '../../errors.ts';
import { insertRow } from '../../store/store.ts';
import { readFields, type WriteContext } from '../context.ts';
import { setName } from './names.ts';
import type { ObjectRules, WriteStep } from './types.ts';

function restrict(context: WriteContext, sql: string, name: unknown, id: unknown, what: string): void {
  const found = context.org.store.statement(sql).get(String(id));
  if (found !== undefined)
    throw new RecordError(
      'DELETE_FAILED',
      `Your attempt to delete ${String(name)} could not be completed because it is associated with the following ${what}: ${String(found['Id'])}`,
    );
}

export const account: ObjectRules = {
  before: ({ row, id }) => {
    if (row['ParentId'] === id)
      throw new RecordError('CIRCULAR_DEPENDENCY', 'An account cannot be its own parent', ['ParentId']);
  },
  beforeDelete: (context, row) => {
    context.org.store.ensureIndex('Case', 'AccountId');
    context.org.store.ensureIndex('Opportunity', 'AccountId');
    const cases = 'SELECT Id FROM "Case" WHERE AccountId = ? AND IsDeleted = 0 LIMIT 1';
    restrict(context, cases, row['Name'], row['Id'], 'cases');
    const won = 'SELECT Id FROM Opportunity WHERE AccountId = ? AND IsDeleted = 0 AND IsWon = 1 LIMIT 1';
    restrict(context, won, row['Name'], row['Id'], 'closed won opportunities');
  },
};

const related =
  'SELECT Id, IsDirect FROM AccountContactRelation WHERE ContactId = ? AND AccountId = ? AND IsDeleted = 0';

/** The relation to a contact's own account is the platform's; it moves with AccountId. */
function relateDirectly({ context, id, row, before }: WriteStep): void {
  const accountId = row['AccountId'] ?? null;
  if (!context.org.definition.features.contactsToMultipleAccounts) return;
  if (accountId === (before?.['AccountId'] ?? null)) return;
  const { store, catalog } = context.org;
  const prefix = catalog.object('AccountContactRelation')?.keyPrefix ?? '07k';
  const { now, userId } = context;
  store.ensureIndex('AccountContactRelation', 'ContactId');
  if (before !== undefined)
    store
      .statement('UPDATE AccountContactRelation SET IsDeleted = 1 WHERE ContactId = ? AND IsDirect = 1')
      .run(id);
  if (accountId === null) return;
  const existing = before === undefined ? undefined : store.statement(related).get(id, accountId);
  if (existing !== undefined) {
    store
      .statement('UPDATE AccountContactRelation SET IsDirect = 1 WHERE Id = ?')
      .run(existing['Id'] ?? null);
    return;
  }
  insertRow(store, 'AccountContactRelation', {
    Id: store.nextId(prefix),
    AccountId: accountId,
    ContactId: id,
    IsDirect: 1,
    IsActive: 1,
    CreatedDate: now,
    CreatedById: userId,
    LastModifiedDate: now,
    LastModifiedById: userId,
    SystemModstamp: now,
  });
}

export const contact: ObjectRules = {
  before: (step) => {
    setName(step);
    if (step.row['ReportsToId'] === step.id)
      throw new RecordError('CIRCULAR_DEPENDENCY', 'A contact cannot report to itself', ['ReportsToId']);
  },
  after: relateDirectly,
  beforeDelete: (context, row) => {
    context.org.store.ensureIndex('Case', 'ContactId');
    const cases = 'SELECT Id FROM "Case" WHERE ContactId = ? AND IsDeleted = 0 LIMIT 1';
    restrict(context, cases, row['Name'], row['Id'], 'cases');
  },
};

export const accountContactRelation: ObjectRules = {
  defaults: ({ row, before }) => {
    if (before === undefined) row['IsActive'] ??= 1;
  },
  before: ({ context, row, before }) => {
    if (before !== undefined) return;
    const contactId = String(row['ContactId']);
    context.org.store.ensureIndex('AccountContactRelation', 'ContactId');
    if (context.org.store.statement(related).get(contactId, String(row['AccountId'])) !== undefined)
      throw new RecordError(
        'DUPLICATE_VALUE',
        "There's already a relationship between this account and contact.",
        ['AccountId', 'ContactId'],
      );
    const owner = readFields(context, 'Contact', contactId, ['AccountId'])?.['AccountId'] ?? null;
    if (owner === null)
      throw new RecordError(
        'FIELD_INTEGRITY_EXCEPTION',
        'You can’t relate a contact that has no account of its own to another account.',
        ['ContactId'],
      );
  },
};
