import { activityKey } from '../account/seed.ts';
import { invalid, present } from '../errors.ts';
import { numericId, objectBody, ok } from '../http/envelope.ts';
import type { Exchange, Route } from '../http/types.ts';
import { writing } from '../records/save.ts';
import { checkShape } from '../shapes/check.ts';
import { a, integer, oneOf, text, word, type Shape } from '../shapes/kinds.ts';
import type { Body, Doc } from '../store/documents.ts';

const icons = (
  'task email meeting deadline call lunch calendar downarrow document smartphone camera scissors cogs bubble uparrow ' +
  'checkbox signpost shuffle addressbook linegraph picture car world search clip sound brush key padlock pricetag ' +
  'suitcase finish plane loop wifi truck cart bulb bell presentation'
).split(' ');

const shape: Shape = {
  name: a(word(), { required: true }),
  icon_key: a(oneOf(...icons), { required: true }),
  color: a(text(6)),
  order_nr: a(integer, { only: 'update' }),
};

const instant = (time: string): string => new Date(time).toISOString();
const view = ({ id, body, add_time, update_time, deleted }: Doc): Body => ({
  id,
  name: body['name'],
  icon_key: body['icon_key'],
  color: body['color'] ?? 'FFFFFF',
  order_nr: body['order_nr'],
  key_string: body['key_string'],
  active_flag: !deleted,
  is_custom_flag: body['is_custom_flag'],
  add_time: instant(add_time),
  update_time: instant(update_time),
});

const type = (exchange: Exchange): Doc =>
  present(exchange.account.documents.find('activityType', numericId(exchange)), 'Activity type');

export const activityTypeRoutes: readonly Route[] = [
  {
    version: 1,
    method: 'GET',
    path: '/activityTypes',
    cost: 20,
    handle: ({ account }) => ok(account.documents.list('activityType').map(view)),
  },
  {
    version: 1,
    method: 'POST',
    path: '/activityTypes',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(shape, await objectBody(exchange), { account, mode: 'create', loose: true });
      const others = account.documents.list('activityType');
      const key_string = activityKey(String(body['name']));
      if (others.some((other) => other.body['key_string'] === key_string))
        throw invalid('name', `There is an activity type "${key_string}" already.`);
      const order_nr = others.length + 1;
      const made = { ...body, key_string, order_nr, is_custom_flag: true };
      return ok(view(account.documents.insert('activityType', made, { add_time: writing(account).now })));
    },
  },
  {
    version: 1,
    method: 'PUT',
    path: '/activityTypes/{id}',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(shape, await objectBody(exchange), { account, mode: 'update', loose: true });
      const before = type(exchange);
      const after = { ...before, body: { ...before.body, ...body }, update_time: writing(account).now };
      account.documents.save('activityType', after);
      return ok(view(after));
    },
  },
  {
    version: 1,
    method: 'DELETE',
    path: '/activityTypes/{id}',
    cost: 6,
    handle: (exchange) => {
      const gone = { ...type(exchange), deleted: true };
      exchange.account.documents.save('activityType', gone);
      return ok(view(gone));
    },
  },
];
