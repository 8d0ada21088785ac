import { invalid, present } from '../errors.ts';
import { isRecord, numericId, objectBody, ok } from '../http/envelope.ts';
import type { Exchange, Route } from '../http/types.ts';
import { writing } from '../records/save.ts';
import { spaced } from '../account/clock.ts';
import type { Body, Cell, Doc } from '../store/documents.ts';

const filterTypes = ['deals', 'leads', 'org', 'people', 'products', 'activity', 'projects'];

const filterView = ({ id, body, add_time, update_time, deleted }: Doc): Body => ({
  id,
  name: body['name'],
  filter_code: null,
  is_editable: true,
  active_flag: !deleted,
  type: body['type'],
  temporary_flag: null,
  user_id: body['user_id'],
  add_time: spaced(add_time),
  update_time: spaced(update_time),
  visible_to: '7',
  last_used_time: null,
  custom_view_id: null,
});

const filter = (exchange: Exchange): Doc =>
  present(exchange.account.documents.find('filter', numericId(exchange)), 'Filter');

/** Currencies, and filters that are kept but not carried out. */
export const settingRoutes: readonly Route[] = [
  {
    version: 1,
    method: 'GET',
    path: '/currencies',
    cost: 20,
    handle: ({ account, query }) => {
      const term = (query.get('term') ?? '').toLowerCase();
      const found = account.documents
        .list('currency')
        .filter(({ body }) => `${String(body['code'])} ${String(body['name'])}`.toLowerCase().includes(term));
      return ok(
        found.map(({ body }) => ({
          id: body['number'],
          code: body['code'],
          name: body['name'],
          decimal_points: body['decimal_points'],
          symbol: body['symbol'],
          active_flag: true,
          is_custom_flag: false,
        })),
      );
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/filters',
    cost: 20,
    handle: ({ account, query }) => {
      const type = query.get('type');
      if (type !== null && !filterTypes.includes(type))
        throw invalid('type', 'This value is not a filter type.');
      const equal: Record<string, Cell> = type === null ? {} : { type };
      return ok(account.documents.list('filter', { equal, deleted: false }).map(filterView));
    },
  },
  {
    version: 1,
    method: 'POST',
    path: '/filters',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const { name, type, conditions } = await objectBody(exchange);
      if (typeof name !== 'string' || name === '') throw invalid('name', 'This field is missing.');
      if (typeof type !== 'string' || !filterTypes.includes(type))
        throw invalid('type', 'This value is not a filter type.');
      if (!isRecord(conditions)) throw invalid('conditions', 'This value should be of type object.');
      const body = { name, type, conditions, user_id: account.userId };
      const doc = account.documents.insert('filter', body, { add_time: writing(account).now });
      return ok({ ...filterView(doc), conditions });
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/filters/{id}',
    cost: 2,
    handle: (exchange) => {
      const doc = filter(exchange);
      return ok({ ...filterView(doc), conditions: doc.body['conditions'] });
    },
  },
  {
    version: 1,
    method: 'DELETE',
    path: '/filters/{id}',
    cost: 6,
    handle: (exchange) => {
      const doc = filter(exchange);
      exchange.account.documents.remove('filter', doc.id);
      return ok({ id: doc.id });
    },
  },
];
