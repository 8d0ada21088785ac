import { invalid } from '../errors.ts';
import { numericId, ok, wholeNumber } from '../http/envelope.ts';
import { listReply, pageQuery } from '../http/cursor.ts';
import type { Exchange, Reply, Route } from '../http/types.ts';
import { checked, createRecord, deleteRecord, record, updateRecord } from '../records/save.ts';
import type { RecordKind } from '../records/types.ts';
import { isInstant } from '../shapes/scalars.ts';
import type { Cell, Doc, Id } from '../store/documents.ts';
import { refuseUnserved, viewer } from './recordView.ts';

/** `updated_since` and `updated_until`: RFC 3339 in whole seconds. */
function instantOf(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!isInstant(value)) throw invalid(name, 'This value is not a valid datetime.');
  return `${new Date(value).toISOString().slice(0, 19)}Z`;
}

function idsOf(query: URLSearchParams): readonly Id[] | undefined {
  const value = query.get('ids');
  if (value === null || value === '') return undefined;
  const ids = value.split(',');
  if (ids.length > 100) throw invalid('ids', 'This list should have 100 items or less.');
  for (const id of ids)
    if (!/^\d{1,15}$/.test(id)) throw invalid('ids', 'This value should be of type integer.');
  return ids.map(Number);
}

function filtersOf(kind: RecordKind, { query, account }: Exchange): Record<string, Cell> {
  const equal: Record<string, Cell> = {};
  for (const [name, type] of Object.entries(kind.filters)) {
    const text = query.get(name);
    if (text === null || text === '') continue;
    if (type === 'integer') equal[name] = wholeNumber(query, name)!;
    else if (type === 'boolean' && !['true', 'false', '0', '1'].includes(text))
      throw invalid(name, 'This value should be of type boolean.');
    else equal[name] = type === 'boolean' ? text === 'true' || text === '1' : text;
  }
  return { ...equal, ...kind.narrow?.(query, account) };
}

function listRecords(kind: RecordKind, exchange: Exchange): Reply {
  const { query, account } = exchange;
  refuseUnserved(kind, query, true);
  const page = pageQuery(query, kind.sorts);
  const docs = account.documents.list(kind.name, {
    ...page,
    equal: filtersOf(kind, exchange),
    ids: idsOf(query),
    since: instantOf(query, 'updated_since'),
    until: instantOf(query, 'updated_until'),
    deleted: kind.name === 'deal' && query.get('status') === 'deleted',
    limit: page.limit + 1,
  });
  return listReply(docs, page, viewer(kind, exchange));
}

/** The operations that every kind of record has in version 2. */
export function recordRoutes(kind: RecordKind): readonly Route[] {
  const one = `/${kind.plural}/{id}`;
  const here = (exchange: Exchange): Doc => record(kind, exchange.account, numericId(exchange));
  return [
    {
      version: 2,
      method: 'GET',
      path: `/${kind.plural}`,
      cost: kind.listCost,
      handle: (exchange) => listRecords(kind, exchange),
    },
    {
      version: 2,
      method: 'POST',
      path: `/${kind.plural}`,
      cost: 5,
      handle: async (exchange) => {
        const body = checked(kind, exchange.account, 'create', await exchange.json());
        return ok(
          kind.view(createRecord(kind, exchange.account, body), exchange.account),
          kind.created ?? 200,
        );
      },
    },
    {
      version: 2,
      method: 'GET',
      path: one,
      cost: 1,
      handle: (exchange) => {
        refuseUnserved(kind, exchange.query, false);
        return ok(viewer(kind, exchange)(here(exchange)));
      },
    },
    {
      version: 2,
      method: 'PATCH',
      path: one,
      cost: 5,
      handle: async (exchange) => {
        const given: unknown = await exchange.json();
        const doc = here(exchange);
        const body = checked(kind, exchange.account, 'update', given);
        if (doc.deleted && body['is_deleted'] !== false)
          throw invalid('id', `${kind.label} ${doc.id} is deleted.`);
        return ok(kind.view(updateRecord(kind, exchange.account, doc, body), exchange.account));
      },
    },
    {
      version: 2,
      method: 'DELETE',
      path: one,
      cost: 3,
      handle: (exchange) => {
        const doc = here(exchange);
        if (!doc.deleted) deleteRecord(kind, exchange.account, doc);
        return ok({ id: doc.id });
      },
    },
  ];
}
