import { invalid } from '../errors.ts';
import {
  a,
  boolean,
  integer,
  list,
  number,
  object,
  oneOf,
  text,
  user,
  visibleTo,
  word,
  type Shape,
} from '../shapes/kinds.ts';
import type { Body } from '../store/documents.ts';
import { customFieldsView, customTexts, textsOf } from './customFields.ts';
import type { RecordKind } from './types.ts';

export const billing: Shape = {
  billing_frequency: a(oneOf('one-time', 'annually', 'semi-annually', 'quarterly', 'monthly', 'weekly'), {
    never: 'null',
  }),
  billing_frequency_cycles: a(integer),
};

export const products: RecordKind = {
  name: 'product',
  plural: 'products',
  label: 'Product',
  fielded: 'product',
  created: 201,
  listCost: 10,
  shape: {
    name: a(word(), { required: true }),
    code: a(text(255)),
    description: a(text()),
    unit: a(text(255)),
    tax: a(number),
    category: a(number),
    owner_id: a(user, { never: 'null' }),
    is_linkable: a(boolean, { never: 'null' }),
    visible_to: a(visibleTo, { never: 'null' }),
    prices: a(
      list(
        object({
          currency: a(text(3), { required: true }),
          price: a(number),
          cost: a(number),
          direct_cost: a(number),
          notes: a(text()),
        }),
      ),
    ),
    custom_fields: a({ is: 'customFields', object: 'product' }),
    ...billing,
  },
  filters: { owner_id: 'integer' },
  sorts: ['id', 'name', 'update_time', 'add_time'],
  settle: (next, { account }) => {
    for (const { currency } of (next['prices'] as { currency: string }[] | null | undefined) ?? [])
      if (account.documents.find('currency', currency) === undefined)
        throw invalid('prices', `${currency} is not a currency of the account.`);
    return { ...next, owner_id: next['owner_id'] ?? account.userId };
  },
  view: ({ id, body, add_time, update_time, deleted }, account) => ({
    id,
    name: body['name'],
    code: body['code'] ?? null,
    unit: body['unit'] ?? null,
    tax: body['tax'] ?? 0,
    is_deleted: deleted,
    is_linkable: body['is_linkable'] ?? true,
    visible_to: body['visible_to'] ?? 3,
    owner_id: body['owner_id'],
    add_time,
    update_time,
    description: body['description'] ?? null,
    category:
      body['category'] === undefined || body['category'] === null ? null : String(body['category'] as number),
    billing_frequency: body['billing_frequency'] ?? 'one-time',
    billing_frequency_cycles: body['billing_frequency_cycles'] ?? null,
    prices: ((body['prices'] as Body[] | null | undefined) ?? []).map((p) => ({
      product_id: id,
      price: p['price'] ?? 0,
      currency: p['currency'],
      cost: p['cost'] ?? 0,
      direct_cost: p['direct_cost'] ?? null,
      notes: p['notes'] ?? '',
    })),
    custom_fields: customFieldsView(account, 'product', body),
  }),
  texts: (body, account) => [...textsOf(body, 'name', 'code'), ...customTexts(account, 'product', body)],
};
