import type { Account } from '../account/account.ts';
import { invalid } from '../errors.ts';
import { cursorOf, limitOf, readCursor } from '../http/cursor.ts';
import { wholeNumber } from '../http/envelope.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import { itemKinds, itemOf, nameOf, type ItemKind } from '../search/items.ts';
import type { Doc, Id } from '../store/documents.ts';

interface Found {
  readonly kind: ItemKind;
  readonly doc: Doc;
}

const searchedFields: Readonly<Record<ItemKind, readonly string[]>> = {
  deal: ['title', 'notes', 'custom_fields'],
  lead: ['title', 'notes', 'custom_fields'],
  person: ['name', 'email', 'phone', 'notes', 'custom_fields'],
  organization: ['name', 'address', 'notes', 'custom_fields'],
  product: ['name', 'code', 'custom_fields'],
};

function termOf(query: URLSearchParams, exact: boolean): string {
  const term = query.get('term') ?? '';
  if (term.length < (exact ? 1 : 2))
    throw invalid('term', `This value is too short. It should have ${exact ? 1 : 2} characters or more.`);
  return term;
}

function flag(query: URLSearchParams, name: string): boolean {
  const text = query.get(name);
  if (text !== null && !['', 'true', 'false', '1', '0'].includes(text))
    throw invalid(name, 'This value should be of type boolean.');
  return text === 'true' || text === '1';
}

function living(account: Account, kind: ItemKind, ids: Iterable<Id>): Found[] {
  return [...new Set(ids)].flatMap((id) => {
    const doc = account.documents.find(kind, id);
    return doc === undefined || doc.deleted ? [] : [{ kind, doc }];
  });
}

function search({ account, query }: Exchange, kinds: readonly ItemKind[]): Found[] {
  const exact = flag(query, 'exact_match');
  const term = termOf(query, exact);
  const wanted = query
    .get('fields')
    ?.split(',')
    .filter((f) => f !== '');
  const known = new Set(kinds.flatMap((k) => searchedFields[k]));
  for (const field of wanted ?? [])
    if (!known.has(field)) throw invalid('fields', `This value should be one of ${[...known].join(', ')}.`);
  return kinds.flatMap((kind) => {
    const match = exact ? 'exactAnyCase' : 'middle';
    const custom = wanted?.includes('custom_fields') ?? false;
    return living(
      account,
      kind,
      account.search.find({ kind, term, match, fields: wanted, custom }).map((h) => h.id),
    );
  });
}

function page<T>(
  query: URLSearchParams,
  found: readonly T[],
): { shown: readonly T[]; next_cursor: string | null } {
  const limit = limitOf(query);
  const start = Number(readCursor(query) ?? 0);
  const next_cursor = start + limit < found.length ? cursorOf(start + limit) : null;
  return { shown: found.slice(start, start + limit), next_cursor };
}

function itemReply(
  { account, query }: Exchange,
  found: readonly Found[],
  related?: readonly unknown[],
): Reply {
  const { shown, next_cursor } = page(query, found);
  const items = shown.map(({ kind, doc }) => ({ result_score: 1, item: itemOf(account, kind, doc) }));
  const data = related === undefined ? { items } : { items, related_items: related };
  return json(200, { success: true, data, additional_data: { next_cursor } });
}

/** Members that narrow a search of one kind. */
const narrowing: Readonly<Record<string, string>> = { organization_id: 'org_id', person_id: 'person_id' };

const kindSearch = (kind: ItemKind, path: string): Route => ({
  version: 2,
  method: 'GET',
  path,
  cost: 20,
  search: true,
  handle: (exchange) => {
    let found = search(exchange, [kind]);
    for (const [name, member] of Object.entries(narrowing)) {
      const id = wholeNumber(exchange.query, name);
      const held = kind === 'lead' ? name : member;
      if (id !== undefined) found = found.filter(({ doc }) => doc.body[held] === id);
    }
    const status = exchange.query.get('status');
    if (status !== null) found = found.filter(({ doc }) => doc.body['status'] === status);
    return itemReply(exchange, found);
  },
});

function kindsOf(text: string | null): readonly ItemKind[] {
  if (text === null || text === '') return itemKinds;
  return text.split(',').flatMap((one) => {
    if (['file', 'mail_attachment', 'project'].includes(one)) return [];
    if (!itemKinds.includes(one as ItemKind)) throw invalid('item_types', `${one} is no item type.`);
    return [one as ItemKind];
  });
}

export const searchRoutes: readonly Route[] = [
  {
    version: 2,
    method: 'GET',
    path: '/itemSearch',
    cost: 20,
    search: true,
    handle: (exchange) =>
      itemReply(exchange, search(exchange, kindsOf(exchange.query.get('item_types'))), []),
  },
  {
    version: 2,
    method: 'GET',
    path: '/itemSearch/field',
    cost: 20,
    search: true,
    handle: (exchange) => {
      const { query, account } = exchange;
      const kind = query.get('entity_type') as ItemKind;
      if (!itemKinds.includes(kind))
        throw invalid('entity_type', `This value should be one of ${itemKinds.join(', ')}.`);
      const match = query.get('match') ?? 'exact';
      if (match !== 'exact' && match !== 'beginning' && match !== 'middle')
        throw invalid('match', 'This value should be one of exact, beginning, middle.');
      const term = termOf(query, match === 'exact');
      const field = query.get('field') ?? '';
      if (field === '') throw invalid('field', 'This field is missing.');
      const hits = account.search.find({ kind, term, match, fields: [field] });
      const { shown, next_cursor } = page(
        query,
        living(
          account,
          kind,
          hits.map((h) => h.id),
        ),
      );
      const data = shown.map(({ doc }) => ({ id: doc.id, name: nameOf(doc) }));
      return json(200, { success: true, data, additional_data: { next_cursor } });
    },
  },
  kindSearch('deal', '/deals/search'),
  kindSearch('person', '/persons/search'),
  kindSearch('organization', '/organizations/search'),
  kindSearch('product', '/products/search'),
  kindSearch('lead', '/leads/search'),
];
