import type { Account } from '../account/account.ts';
import { capped, invalid } from '../errors.ts';
import {
  a,
  boolean,
  datetime,
  date,
  integer,
  number,
  oneOf,
  text,
  to,
  user,
  visibleTo,
  word,
} from '../shapes/kinds.ts';
import type { Body, Cell, Doc } from '../store/documents.ts';
import { countsBy } from './counts.ts';
import { customFieldsView, customTexts, textsOf } from './customFields.ts';
import type { RecordKind, Writing } from './types.ts';

/** Stage and pipeline of a deal: each follows from the other, and the first of the first when neither is given. */
function place(next: Body, given: Body, account: Account): { stage_id: number; pipeline_id: number } {
  const { documents } = account;
  const stage = given['stage_id'] ?? (given['pipeline_id'] === undefined ? next['stage_id'] : undefined);
  if (typeof stage === 'number') {
    const pipeline = Number(documents.find('stage', stage)!.body['pipeline_id']);
    if (given['pipeline_id'] !== undefined && given['pipeline_id'] !== pipeline)
      throw invalid(
        'stage_id',
        `Stage ${stage} is not a stage of pipeline ${given['pipeline_id'] as number}.`,
      );
    return { stage_id: stage, pipeline_id: pipeline };
  }
  const [first] = documents.list('pipeline', { deleted: false, sort: 'order_nr', limit: 1 });
  const pipeline = Number(given['pipeline_id'] ?? first?.id);
  const equal = { pipeline_id: pipeline };
  const [found] = documents.list('stage', { equal, deleted: false, sort: 'order_nr', limit: 1 });
  if (found === undefined) throw invalid('pipeline_id', `Pipeline ${pipeline} has no stages.`);
  return { stage_id: Number(found.id), pipeline_id: pipeline };
}

const closing = {
  won_time: ['won'],
  lost_time: ['lost'],
  lost_reason: ['lost'],
  close_time: ['won', 'lost'],
} as const;

/** Closing times belong to a status; they are filled in where the request leaves them out. */
function close(next: Body, given: Body, now: string): Body {
  const status = String(next['status']);
  for (const [name, statuses] of Object.entries(closing))
    if (
      given[name] !== undefined &&
      given[name] !== null &&
      !(statuses as readonly string[]).includes(status)
    )
      throw invalid(name, `This field is allowed only when the status is ${statuses.join(' or ')}.`);
  const time = (name: string): unknown => given[name] ?? next[name] ?? given['close_time'] ?? now;
  const won = status === 'won' ? time('won_time') : null;
  const lost = status === 'lost' ? time('lost_time') : null;
  return {
    won_time: won,
    lost_time: lost,
    lost_reason: status === 'lost' ? (next['lost_reason'] ?? null) : null,
    close_time: status === 'open' ? null : (given['close_time'] ?? won ?? lost),
  };
}

function checkCap(account: Account, next: Body, previous: Doc | undefined): void {
  const most = account.definition.plan.openDeals;
  if (most === undefined || next['status'] !== 'open' || previous?.body['status'] === 'open') return;
  if (account.documents.count('deal', { equal: { status: 'open' }, deleted: false }) >= most)
    throw capped('deal. Open deals limit reached', 'feature_capping_deals_limit');
}

function settle(next: Body, { account, now }: Writing, previous: Doc | undefined, given: Body): Body {
  if (
    account.documents.find('currency', (next['currency'] ?? account.definition.currency) as string) ===
    undefined
  )
    throw invalid('currency', 'This value is not a currency of the account.');
  const probability = next['probability'];
  if (typeof probability === 'number' && (probability < 0 || probability > 100))
    throw invalid('probability', 'This value should be between 0 and 100.');
  const where = place(next, given, account);
  const settled: Body = {
    ...next,
    ...where,
    owner_id: next['owner_id'] ?? account.userId,
    creator_user_id: previous?.body['creator_user_id'] ?? account.userId,
    value: next['value'] ?? 0,
    currency: next['currency'] ?? account.definition.currency,
    status: next['status'] ?? 'open',
    is_archived: next['is_archived'] ?? false,
    stage_change_time:
      previous === undefined || previous.body['stage_id'] === where.stage_id
        ? (previous?.body['stage_change_time'] ?? null)
        : now,
  };
  if (previous?.body['is_archived'] === true && settled['is_archived'] === true)
    throw invalid('is_archived', 'An archived deal cannot be changed until it is un-archived.');
  settled['archive_time'] = settled['is_archived'] === true ? (next['archive_time'] ?? now) : null;
  checkCap(account, settled, previous);
  return { ...settled, ...close(settled, given, now) };
}

const dayOf = (instant: unknown): string | null =>
  typeof instant === 'string' ? instant.slice(0, 10) : null;

export const deals: RecordKind = {
  name: 'deal',
  plural: 'deals',
  label: 'Deal',
  fielded: 'deal',
  listCost: 10,
  shape: {
    title: a(word(), { required: true }),
    owner_id: a(user, { never: 'null' }),
    person_id: a(to('person', 'Person')),
    org_id: a(to('organization', 'Organization')),
    pipeline_id: a(to('pipeline', 'Pipeline'), { never: 'null' }),
    stage_id: a(to('stage', 'Stage'), { never: 'null' }),
    value: a(number),
    currency: a(text(3), { never: 'null' }),
    is_deleted: a(boolean, { never: 'null' }),
    is_archived: a(boolean, { never: 'null' }),
    archive_time: a(datetime),
    status: a(oneOf('open', 'won', 'lost'), { never: 'null' }),
    probability: a(integer),
    lost_reason: a(text(150)),
    visible_to: a(visibleTo, { never: 'null' }),
    close_time: a(datetime),
    won_time: a(datetime),
    lost_time: a(datetime),
    expected_close_date: a(date),
    label_ids: a({ is: 'labels', object: 'deal' }),
    custom_fields: a({ is: 'customFields', object: 'deal' }),
  },
  filters: {
    owner_id: 'integer',
    person_id: 'integer',
    org_id: 'integer',
    pipeline_id: 'integer',
    stage_id: 'integer',
  },
  sorts: ['id', 'update_time', 'add_time'],
  narrow: (query): Record<string, Cell> => {
    const status = query.get('status');
    if (status === null) return { is_archived: false };
    const all = status.split(',');
    for (const one of all)
      if (!['open', 'won', 'lost', 'deleted'].includes(one))
        throw invalid('status', 'This value is not a status.');
    if (all.length > 1) throw invalid('status', 'This emulator filters by one status at a time.');
    return status === 'deleted' ? {} : { is_archived: false, status };
  },
  settle,
  view: ({ id, body, add_time, update_time, deleted }, account) => ({
    id,
    title: body['title'],
    creator_user_id: body['creator_user_id'],
    owner_id: body['owner_id'],
    value: body['value'],
    person_id: body['person_id'] ?? null,
    org_id: body['org_id'] ?? null,
    stage_id: body['stage_id'],
    pipeline_id: body['pipeline_id'],
    currency: body['currency'],
    archive_time: body['archive_time'] ?? null,
    add_time,
    update_time,
    stage_change_time: body['stage_change_time'] ?? null,
    status: deleted ? 'deleted' : body['status'],
    is_archived: body['is_archived'] ?? false,
    is_deleted: deleted,
    probability: body['probability'] ?? null,
    lost_reason: body['lost_reason'] ?? null,
    visible_to: body['visible_to'] ?? 3,
    close_time: body['close_time'] ?? null,
    won_time: body['won_time'] ?? null,
    lost_time: body['lost_time'] ?? null,
    local_won_date: dayOf(body['won_time']),
    local_lost_date: dayOf(body['lost_time']),
    local_close_date: dayOf(body['close_time']),
    expected_close_date: body['expected_close_date'] ?? null,
    label_ids: body['label_ids'] ?? [],
    origin: body['origin'] ?? 'API',
    origin_id: null,
    channel: null,
    channel_id: null,
    source_lead_id: body['source_lead_id'] ?? null,
    acv: null,
    arr: null,
    mrr: null,
    custom_fields: customFieldsView(account, 'deal', body),
  }),
  optional: {
    ...countsBy('deal_id'),
    products_count: (doc, { documents }) => documents.count('dealProduct', { equal: { deal_id: doc.id } }),
  },
  texts: (body, account) => [...textsOf(body, 'title'), ...customTexts(account, 'deal', body)],
};
