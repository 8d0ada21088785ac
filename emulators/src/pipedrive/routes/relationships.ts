import type { Account } from '../account/account.ts';
import { spaced } from '../account/clock.ts';
import { invalid, present } from '../errors.ts';
import { numericId, objectBody, ok, wholeNumber } from '../http/envelope.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import { writing } from '../records/save.ts';
import { checkShape } from '../shapes/check.ts';
import { a, oneOf, to, type Shape } from '../shapes/kinds.ts';
import { nameOf } from '../search/items.ts';
import type { Body, Doc } from '../store/documents.ts';

const organization = to('organization', 'Organization');
const shape: Shape = {
  org_id: a(organization),
  type: a(oneOf('parent', 'related'), { required: true }),
  rel_owner_org_id: a(organization, { required: true }),
  rel_linked_org_id: a(organization, { required: true }),
};

function org(account: Account, id: number): Body {
  const doc = account.documents.find('organization', id)!;
  const address = doc.body['address'] as { value?: string } | null | undefined;
  return {
    name: nameOf(doc),
    people_count: account.documents.count('person', { equal: { org_id: id }, deleted: false }),
    owner_id: doc.body['owner_id'],
    address: address?.value ?? null,
    cc_email: null,
  };
}

/** From the side of `from`, when that is one of the two. */
function view(account: Account, { id, body, add_time, update_time, deleted }: Doc, from?: number): Body {
  const owner = Number(body['rel_owner_org_id']);
  const linked = Number(body['rel_linked_org_id']);
  const other = from === linked ? owner : linked;
  const hierarchical = from === linked ? 'parent' : 'daughter';
  return {
    id,
    type: body['type'],
    rel_owner_org_id: { ...org(account, owner), value: owner },
    rel_linked_org_id: { ...org(account, linked), value: linked },
    add_time: spaced(add_time),
    update_time: spaced(update_time),
    active_flag: String(!deleted),
    ...(from === undefined
      ? {}
      : {
          calculated_type: body['type'] === 'parent' ? hierarchical : 'related',
          calculated_related_org_id: other,
          related_organization_name: org(account, other)['name'],
        }),
  };
}

const reply = (account: Account, docs: readonly Doc[], data: unknown, additional?: unknown): Reply => {
  const ids = new Set(
    docs.flatMap((d) => [Number(d.body['rel_owner_org_id']), Number(d.body['rel_linked_org_id'])]),
  );
  const related = Object.fromEntries([...ids].map((id) => [id, { id, ...org(account, id) }]));
  return json(200, {
    success: true,
    data,
    ...(additional === undefined ? {} : { additional_data: additional }),
    related_objects: { organization: related },
  });
};

const relationship = (exchange: Exchange): Doc =>
  present(exchange.account.documents.find('relationship', numericId(exchange)), 'Organization relationship');

function settle(body: Body): Body {
  if (body['rel_owner_org_id'] === body['rel_linked_org_id'])
    throw invalid('rel_linked_org_id', 'An organization is not related to itself.');
  const { org_id: _, ...rest } = body;
  return rest;
}

const one = '/organizationRelationships/{id}';

export const relationshipRoutes: readonly Route[] = [
  {
    version: 1,
    method: 'GET',
    path: '/organizationRelationships',
    cost: 20,
    handle: ({ account, query }) => {
      const id = wholeNumber(query, 'org_id');
      if (id === undefined) throw invalid('org_id', 'This field is missing.');
      const docs = ['rel_owner_org_id', 'rel_linked_org_id'].flatMap((side) =>
        account.documents.list('relationship', { equal: { [side]: id } }),
      );
      const data = docs.map((doc) => view(account, doc, id));
      return reply(account, docs, data, { start: 0, limit: 100, more_items_in_collection: false });
    },
  },
  {
    version: 1,
    method: 'POST',
    path: '/organizationRelationships',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(shape, await objectBody(exchange), { account, mode: 'create', loose: true });
      const doc = account.documents.insert('relationship', settle(body), { add_time: writing(account).now });
      return reply(account, [doc], view(account, doc));
    },
  },
  {
    version: 1,
    method: 'GET',
    path: one,
    cost: 2,
    handle: (exchange) => {
      const doc = relationship(exchange);
      return reply(
        exchange.account,
        [doc],
        view(exchange.account, doc, wholeNumber(exchange.query, 'org_id')),
      );
    },
  },
  {
    version: 1,
    method: 'PUT',
    path: one,
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(shape, await objectBody(exchange), { account, mode: 'update', loose: true });
      const before = relationship(exchange);
      const after = {
        ...before,
        body: settle({ ...before.body, ...body }),
        update_time: writing(account).now,
      };
      account.documents.save('relationship', after);
      return reply(account, [after], view(account, after));
    },
  },
  {
    version: 1,
    method: 'DELETE',
    path: one,
    cost: 6,
    handle: (exchange) => {
      const { id } = relationship(exchange);
      exchange.account.documents.remove('relationship', id);
      return ok({ id });
    },
  },
];
