import { RecordError } from '../../errors.ts';
import type { StoredRow } from '../../store/store.ts';
import { readFields, type WriteContext } from '../context.ts';
import type { ObjectRules, WriteStep } from './types.ts';

/** A lead stands alone: an activity about a lead is about nothing else. */
function checkWho(row: StoredRow): void {
  if (String(row['WhoId'] ?? '').startsWith('00Q') && (row['WhatId'] ?? null) !== null)
    throw new RecordError(
      'FIELD_INTEGRITY_EXCEPTION',
      'Related To ID: must be blank when the Name is a lead',
      ['WhatId'],
    );
}

/** The account that the activity rolls up to. */
function accountOf(context: WriteContext, row: StoredRow): string | null {
  const what = String(row['WhatId'] ?? '');
  if (what.startsWith('001')) return what;
  const holder = what === '' ? undefined : context.org.catalog.byPrefix(what.slice(0, 3));
  if (holder?.field('AccountId') !== undefined) {
    const found = readFields(context, holder.name, what, ['AccountId'])?.['AccountId'];
    if (typeof found === 'string') return found;
  }
  const who = String(row['WhoId'] ?? '');
  if (!who.startsWith('003')) return null;
  const found = readFields(context, 'Contact', who, ['AccountId'])?.['AccountId'];
  return typeof found === 'string' ? found : null;
}

const closedStatus = /^(completed|closed|done)/i;

export const task: ObjectRules = {
  before: ({ context, row, before }) => {
    checkWho(row);
    row['AccountId'] = accountOf(context, row);
    row['IsClosed'] = closedStatus.test(String(row['Status'])) ? 1 : 0;
    row['IsHighPriority'] = /^high/i.test(String(row['Priority'])) ? 1 : 0;
    if (row['IsClosed'] === 0) row['CompletedDateTime'] = null;
    else if (before === undefined || before['IsClosed'] === 0)
      row['CompletedDateTime'] = row['CreatedDate'] ?? context.now;
  },
};

const minutes = (from: unknown, to: unknown): number =>
  Math.round((Date.parse(String(to)) - Date.parse(String(from))) / 60_000);
const plus = (from: unknown, add: number): string =>
  new Date(Date.parse(String(from)) + add * 60_000).toISOString();

function setTimes({ row, before, given }: WriteStep): void {
  if (row['IsAllDayEvent'] === 1) return setDays(row);
  if (before !== undefined && given.has('DurationInMinutes') && !given.has('EndDateTime'))
    row['EndDateTime'] = null;
  if (before !== undefined && given.has('EndDateTime')) row['DurationInMinutes'] = null;
  const start = row['StartDateTime'] ?? row['ActivityDateTime'] ?? null;
  if (start === null) throw missing(['StartDateTime']);
  let end = row['EndDateTime'] ?? null;
  let duration = row['DurationInMinutes'] ?? null;
  if (end === null && duration === null) throw missing(['DurationInMinutes']);
  if (end !== null && duration !== null && minutes(start, end) !== duration)
    throw new RecordError(
      'FIELD_INTEGRITY_EXCEPTION',
      'Duration: must agree with start and end of the event',
      ['DurationInMinutes'],
    );
  duration ??= minutes(start, end);
  end ??= plus(start, Number(duration));
  checkDuration(Number(duration));
  const day = String(start).slice(0, 10);
  Object.assign(row, { StartDateTime: start, ActivityDateTime: start, EndDateTime: end });
  Object.assign(row, { DurationInMinutes: duration, ActivityDate: day, EndDate: String(end).slice(0, 10) });
}

function setDays(row: StoredRow): void {
  const day =
    row['ActivityDate'] ?? String(row['StartDateTime'] ?? row['ActivityDateTime'] ?? '').slice(0, 10);
  if (day === '') throw missing(['ActivityDate']);
  const end = row['EndDateTime'] ?? null;
  const last = end === null ? day : String(end).slice(0, 10);
  const duration = end === null ? Number(row['DurationInMinutes'] ?? 1440) : minutes(day, last) + 1440;
  checkDuration(duration);
  const midnight = `${day}T00:00:00.000Z`;
  Object.assign(row, { ActivityDate: day, StartDateTime: midnight, ActivityDateTime: null });
  Object.assign(row, { EndDateTime: `${last}T00:00:00.000Z`, EndDate: last, DurationInMinutes: duration });
}

const missing = (fields: string[]): RecordError =>
  new RecordError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields);

function checkDuration(duration: number): void {
  if (duration < 0)
    throw new RecordError('FIELD_INTEGRITY_EXCEPTION', 'End Date Time: the event ends before it starts', [
      'EndDateTime',
    ]);
  if (duration > 14 * 1440)
    throw new RecordError('FIELD_INTEGRITY_EXCEPTION', 'Duration: an event can last at most 14 days', [
      'DurationInMinutes',
    ]);
}

export const event: ObjectRules = {
  before: (step) => {
    checkWho(step.row);
    step.row['AccountId'] = accountOf(step.context, step.row);
    setTimes(step);
  },
};

export const eventRelation: ObjectRules = {
  before: ({ context, row, before }) => {
    if (before !== undefined) return;
    const { store } = context.org;
    store.ensureIndex('EventRelation', 'EventId');
    const found = store
      .statement('SELECT Id FROM EventRelation WHERE EventId = ? AND RelationId = ? AND IsDeleted = 0')
      .get(String(row['EventId']), String(row['RelationId']))?.['Id'];
    if (found !== undefined)
      throw new RecordError(
        'DUPLICATE_VALUE',
        `duplicate value found: RelationId duplicates value on record with id: ${String(found).slice(0, 15)}`,
      );
    const count = store
      .statement('SELECT count(*) AS n FROM EventRelation WHERE EventId = ? AND IsDeleted = 0')
      .get(String(row['EventId']))?.['n'];
    if (Number(count) >= 1000)
      throw new RecordError('LIMIT_EXCEEDED', 'An event can have at most 1000 invitees', ['EventId']);
    store.statement('UPDATE Event SET IsGroupEvent = 1 WHERE Id = ?').run(String(row['EventId']));
  },
};
