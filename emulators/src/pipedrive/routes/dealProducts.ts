import { invalid, notFound } from '../errors.ts';
import { isRecord, numericId, ok } from '../http/envelope.ts';
import { listReply, pageQuery } from '../http/cursor.ts';
import type { Exchange, Route } from '../http/types.ts';
import { deals } from '../records/deals.ts';
import { billing } from '../records/products.ts';
import { record, updateRecord, writing } from '../records/save.ts';
import { checkShape } from '../shapes/check.ts';
import { a, boolean, date, integer, number, oneOf, text, to, type Shape } from '../shapes/kinds.ts';
import type { Body, Doc } from '../store/documents.ts';

const shape: Shape = {
  product_id: a(to('product', 'Product'), { required: true }),
  item_price: a(number, { required: true }),
  quantity: a(number, { required: true }),
  tax: a(number),
  comments: a(text()),
  discount: a(number),
  discount_type: a(oneOf('percentage', 'amount')),
  is_enabled: a(boolean),
  tax_method: a(oneOf('exclusive', 'inclusive', 'none')),
  product_variation_id: a(integer),
  billing_start_date: a(date),
  ...billing,
};

const money = (value: number): number => Math.round(value * 100) / 100;

function settle(exchange: Exchange, deal: Doc, body: Body): Body {
  const price = Number(body['item_price']);
  const gross = price * Number(body['quantity']);
  const off = Number(body['discount'] ?? 0);
  const discount_type = body['discount_type'] ?? 'percentage';
  const sum = money(discount_type === 'percentage' ? gross * (1 - off / 100) : gross - off);
  const product = exchange.account.documents.find('product', body['product_id'] as number)!;
  return {
    ...body,
    deal_id: deal.id,
    name: product.body['name'],
    currency: deal.body['currency'],
    discount_type,
    sum,
  };
}

const view = ({ id, seq, body, add_time, update_time }: Doc): Body => ({
  id,
  sum: body['sum'],
  tax: body['tax'] ?? 0,
  deal_id: body['deal_id'],
  name: body['name'],
  product_id: body['product_id'],
  product_variation_id: body['product_variation_id'] ?? null,
  order_nr: seq,
  add_time,
  update_time,
  comments: body['comments'] ?? '',
  currency: body['currency'],
  discount: body['discount'] ?? 0,
  discount_type: body['discount_type'],
  quantity: body['quantity'],
  item_price: body['item_price'],
  tax_method: body['tax_method'] ?? 'exclusive',
  is_enabled: body['is_enabled'] ?? true,
  billing_frequency: body['billing_frequency'] ?? 'one-time',
  billing_frequency_cycles: body['billing_frequency_cycles'] ?? null,
  billing_start_date: body['billing_start_date'] ?? null,
});

const dealOf = (exchange: Exchange): Doc => {
  const deal = record(deals, exchange.account, numericId(exchange));
  if (deal.deleted) throw notFound('Deal');
  return deal;
};

/** The value of a deal is the sum of its products. */
function retotal({ account }: Exchange, deal: Doc): void {
  const lines = account.documents.list('dealProduct', { equal: { deal_id: deal.id } });
  const value = money(
    lines.reduce((sum, { body }) => sum + (body['is_enabled'] === false ? 0 : Number(body['sum'])), 0),
  );
  updateRecord(deals, account, record(deals, account, deal.id), { value });
}

function attach(exchange: Exchange, deal: Doc, bodies: readonly unknown[]): Doc[] {
  const { account } = exchange;
  const checked = bodies.map((body) =>
    settle(exchange, deal, checkShape(shape, body, { account, mode: 'create' })),
  );
  return account.documents.atomically(() => {
    const made = checked.map((body) =>
      account.documents.insert('dealProduct', body, { add_time: writing(account).now }),
    );
    retotal(exchange, deal);
    return made;
  });
}

function line(exchange: Exchange, deal: Doc): Doc {
  const doc = exchange.account.documents.find('dealProduct', numericId(exchange, 'product_attachment_id'));
  if (doc === undefined || doc.body['deal_id'] !== deal.id) throw notFound('Deal product');
  return doc;
}

const one = '/deals/{id}/products/{product_attachment_id}';

export const dealProductRoutes: readonly Route[] = [
  {
    version: 2,
    method: 'GET',
    path: '/deals/products',
    cost: 10,
    handle: (exchange) => {
      const ids = (exchange.query.get('deal_ids') ?? '').split(',').filter((id) => id !== '');
      if (ids.length === 0 || ids.length > 100 || !ids.every((id) => /^\d+$/.test(id)))
        throw invalid('deal_ids', 'This value should be a list of 1 to 100 ids.');
      const page = pageQuery(exchange.query, ['id']);
      const [, after = 0] = (page.after ?? []) as readonly number[];
      const docs = ids
        .flatMap((id) =>
          exchange.account.documents.list('dealProduct', { sort: 'seq', equal: { deal_id: Number(id) } }),
        )
        .filter((doc) => doc.seq > after)
        .toSorted((a, b) => a.seq - b.seq);
      return listReply(docs, page, view);
    },
  },
  {
    version: 2,
    method: 'GET',
    path: '/deals/{id}/products',
    cost: 10,
    handle: (exchange) => {
      const page = pageQuery(exchange.query, ['id', 'add_time', 'update_time', 'order_nr']);
      const sorted = { ...page, sort: page.sort === 'order_nr' ? 'seq' : page.sort };
      const equal = { deal_id: dealOf(exchange).id };
      const docs = exchange.account.documents.list('dealProduct', {
        ...sorted,
        equal,
        limit: page.limit + 1,
      });
      return listReply(docs, sorted, view);
    },
  },
  {
    version: 2,
    method: 'POST',
    path: '/deals/{id}/products',
    cost: 5,
    handle: async (exchange) => {
      const body = await exchange.json();
      return ok(view(attach(exchange, dealOf(exchange), [body])[0]!), 201);
    },
  },
  {
    version: 2,
    method: 'POST',
    path: '/deals/{id}/products/bulk',
    cost: 25,
    handle: async (exchange) => {
      const body = await exchange.json();
      const data = isRecord(body) ? body['data'] : undefined;
      if (!Array.isArray(data) || data.length === 0)
        throw invalid('data', 'This value should be a list of products.');
      if (data.length > 100) throw invalid('data', 'This list should have 100 items or less.');
      return ok(attach(exchange, dealOf(exchange), data).map(view), 201);
    },
  },
  {
    version: 2,
    method: 'PATCH',
    path: one,
    cost: 5,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(shape, await exchange.json(), { account, mode: 'update' });
      const deal = dealOf(exchange);
      const before = line(exchange, deal);
      const settled = settle(exchange, deal, { ...before.body, ...body });
      const after = { ...before, body: settled, update_time: writing(account).now };
      account.documents.atomically(() => {
        account.documents.save('dealProduct', after);
        retotal(exchange, deal);
      });
      return ok(view(after));
    },
  },
  {
    version: 2,
    method: 'DELETE',
    path: one,
    cost: 3,
    handle: (exchange) => {
      const deal = dealOf(exchange);
      const { id } = line(exchange, deal);
      exchange.account.documents.atomically(() => {
        exchange.account.documents.remove('dealProduct', id);
        retotal(exchange, deal);
      });
      return ok({ id });
    },
  },
];
