import { randomUUID } from 'node:crypto';
import { invalid, notFound, ApiError } from '../errors.ts';
import { objectBody, offsetPage, ok, pagination, wholeNumber } from '../http/envelope.ts';
import type { Exchange, Reply, Route } from '../http/types.ts';
import { createLead, leadView, updateLead } from '../records/leads.ts';
import { checkShape } from '../shapes/check.ts';
import { a, oneOf, word, type Shape } from '../shapes/kinds.ts';
import type { Cell, Doc } from '../store/documents.ts';

const lead = ({ account, params }: Exchange): Doc => {
  const doc = account.documents.find('lead', params['id']!);
  if (doc === undefined)
    throw new ApiError(404, 'requested lead not found', { info: 'Object was not found.' });
  return doc;
};

const sorts = [
  'id',
  'title',
  'owner_id',
  'creator_id',
  'was_seen',
  'expected_close_date',
  'add_time',
  'update_time',
];

function listLeads(exchange: Exchange, is_archived: boolean): Reply {
  const { account, query } = exchange;
  if (query.has('filter_id'))
    throw new ApiError(501, 'The emulator does not serve the parameter filter_id here.');
  const equal: Record<string, Cell> = { is_archived };
  for (const name of ['owner_id', 'person_id', 'organization_id']) {
    const id = wholeNumber(query, name);
    if (id !== undefined) equal[name] = id;
  }
  const [by = 'id', direction = 'ASC'] = (query.get('sort') ?? 'id').split(/\s+/);
  if (!sorts.includes(by)) throw invalid('sort', `This value should be one of ${sorts.join(', ')}.`);
  const since = query.get('updated_since');
  if (since !== null && Number.isNaN(Date.parse(since)))
    throw invalid('updated_since', 'This value is not a valid datetime.');
  const page = offsetPage(query, (offset, limit) =>
    account.documents.list('lead', {
      equal,
      offset,
      limit,
      sort: by === 'id' ? 'seq' : by,
      descending: direction.toUpperCase() === 'DESC',
      since: since === null ? undefined : new Date(since).toISOString(),
    }),
  );
  return ok(
    page.items.map((doc) => leadView(doc, account)),
    200,
    { pagination: pagination(page) },
  );
}

const colors = ['blue', 'brown', 'dark-gray', 'gray', 'green', 'orange', 'pink', 'purple', 'red', 'yellow'];
const labelShape: Shape = {
  name: a(word(), { required: true }),
  color: a(oneOf(...colors), { required: true }),
};
const instant = (text: string): string => new Date(text).toISOString();
const labelView = ({ id, body, add_time, update_time }: Doc): unknown => ({
  id,
  name: body['name'],
  color: body['color'],
  add_time: instant(add_time),
  update_time: instant(update_time),
});
const label = ({ account, params }: Exchange): Doc => {
  const doc = account.documents.find('leadLabel', params['id']!);
  if (doc === undefined) throw notFound('Lead label');
  return doc;
};

export const leadRoutes: readonly Route[] = [
  { version: 1, method: 'GET', path: '/leads', cost: 20, handle: (exchange) => listLeads(exchange, false) },
  {
    version: 1,
    method: 'GET',
    path: '/leads/archived',
    cost: 40,
    handle: (exchange) => listLeads(exchange, true),
  },
  {
    version: 1,
    method: 'POST',
    path: '/leads',
    cost: 10,
    handle: async ({ account, json }) => ok(leadView(createLead(account, await json()), account), 201),
  },
  {
    version: 1,
    method: 'GET',
    path: '/leads/{id}',
    cost: 2,
    handle: (e) => ok(leadView(lead(e), e.account)),
  },
  {
    version: 1,
    method: 'PATCH',
    path: '/leads/{id}',
    cost: 10,
    handle: async (e) => {
      const body = await e.json();
      return ok(leadView(updateLead(e.account, lead(e), body), e.account));
    },
  },
  {
    version: 1,
    method: 'DELETE',
    path: '/leads/{id}',
    cost: 6,
    handle: (e) => {
      const { id } = lead(e);
      e.account.documents.remove('lead', id);
      e.account.search.put('lead', id, []);
      return ok({ id });
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/leadLabels',
    cost: 10,
    handle: ({ account }) => ok(account.documents.list('leadLabel').map(labelView)),
  },
  {
    version: 1,
    method: 'POST',
    path: '/leadLabels',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(labelShape, await objectBody(exchange), { account, mode: 'create' });
      const add_time = new Date(account.clock.now()).toISOString();
      return ok(labelView(account.documents.insert('leadLabel', body, { add_time, id: randomUUID() })));
    },
  },
  {
    version: 1,
    method: 'PATCH',
    path: '/leadLabels/{id}',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(labelShape, await objectBody(exchange), { account, mode: 'update' });
      const before = label(exchange);
      const update_time = new Date(account.clock.now()).toISOString();
      const after = { ...before, body: { ...before.body, ...body }, update_time };
      account.documents.save('leadLabel', after);
      return ok(labelView(after));
    },
  },
  {
    version: 1,
    method: 'DELETE',
    path: '/leadLabels/{id}',
    cost: 6,
    handle: (exchange) => {
      const { id } = label(exchange);
      exchange.account.documents.remove('leadLabel', id);
      return ok({ id });
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/leadSources',
    cost: 2,
    handle: () =>
      ok(
        ['Manually created', 'Deal', 'Web forms', 'Prospector', 'Chatbot', 'Live chat', 'API', 'Import'].map(
          (name) => ({
            name,
          }),
        ),
      ),
  },
];
