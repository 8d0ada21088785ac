import { RecordError } from '../../errors.ts';
import { insertRow, quote, updateRow, type StoredRow } from '../../store/store.ts';
import { readFields } from '../context.ts';
import { insertValues } from '../insert.ts';
import type { ObjectRules, WriteStep } from './types.ts';

const draft = '5';
const subjectLength = 255;

/** Once it is no draft, a mail is a record of what was sent: only the platform's own and custom fields may change. */
function checkFrozen({ given, before }: WriteStep): void {
  if (before === undefined || before['Status'] === draft) return;
  const refused = [...given].filter((f) => f !== 'IsExternallyVisible' && !f.endsWith('__c'));
  if (refused.length > 0)
    throw new RecordError(
      'INSUFFICIENT_ACCESS_OR_READONLY',
      `Unable to update fields of a sent or received email: ${refused.join(', ')}`,
      refused,
    );
}

/** The platform's own task in the timeline of a mail that belongs to no case. */
function makeTask({ context, id, row }: WriteStep): void {
  const tasks = context.org.catalog.object('Task');
  if (tasks === undefined) return;
  const subject = `Email: ${String(row['Subject'] ?? '')}`.slice(0, subjectLength);
  const values: StoredRow = {
    Subject: subject,
    Status: 'Completed',
    Priority: 'Normal',
    TaskSubtype: 'Email',
    WhatId: row['RelatedToId'] ?? null,
    ActivityDate: String(row['MessageDate'] ?? context.now).slice(0, 10),
    Description: String(row['TextBody'] ?? '').slice(0, 32_000) || null,
  };
  if (typeof row['CreatedDate'] === 'string') values['CreatedDate'] = row['CreatedDate'];
  const activity = insertValues(context, tasks, values);
  updateRow(context.org.store, 'EmailMessage', id, { ActivityId: activity });
}

export const emailMessage: ObjectRules = {
  before: (step) => {
    const { row, before, given } = step;
    checkFrozen(step);
    const isCaseMail = (row['ParentId'] ?? null) !== null;
    if (
      before === undefined &&
      !isCaseMail &&
      (row['ActivityId'] ?? null) !== null &&
      given.has('ActivityId')
    )
      throw new RecordError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        'Unable to create/update fields: ActivityId. The activity of an email that belongs to no case is created by the platform.',
        ['ActivityId'],
      );
    row['Name'] = String(row['Subject'] ?? '(no subject)').slice(0, subjectLength);
  },
  after: (step) => {
    if (step.before !== undefined || (step.row['ParentId'] ?? null) !== null) return;
    if (step.row['Status'] !== draft) makeTask(step);
  },
};

const kindByPrefix: Readonly<Record<string, string>> = { '003': 'Contact', '00Q': 'Lead', '005': 'User' };

export const emailMessageRelation: ObjectRules = {
  before: ({ row }) => {
    row['RelationObjectType'] = kindByPrefix[String(row['RelationId'] ?? '').slice(0, 3)] ?? null;
  },
  /** The first contact or lead among the recipients is whom the task is about. */
  after: ({ context, row, before }) => {
    const who = row['RelationId'];
    if (before !== undefined || typeof who !== 'string' || who.startsWith('005')) return;
    const mail = readFields(context, 'EmailMessage', String(row['EmailMessageId']), ['ActivityId']);
    const activity = mail?.['ActivityId'];
    if (typeof activity !== 'string') return;
    const { store } = context.org;
    const task = readFields(context, 'Task', activity, ['WhoId', 'WhatId']);
    const leadBesideWhat = who.startsWith('00Q') && (task?.['WhatId'] ?? null) !== null;
    if (task === undefined || leadBesideWhat) return;
    if (task['WhoId'] === null) updateRow(store, 'Task', activity, { WhoId: who });
    store.ensureIndex('TaskRelation', 'TaskId');
    const related = store
      .statement(
        `SELECT 1 FROM ${quote('TaskRelation')} WHERE TaskId = ? AND RelationId = ? AND IsDeleted = 0`,
      )
      .get(activity, who);
    if (related !== undefined || !context.org.definition.features.sharedActivities) return;
    const stamp = { CreatedDate: context.now, CreatedById: context.userId, SystemModstamp: context.now };
    const changed = { LastModifiedDate: context.now, LastModifiedById: context.userId };
    const id = store.nextId('0RT');
    insertRow(store, 'TaskRelation', { Id: id, TaskId: activity, RelationId: who, ...stamp, ...changed });
  },
};
