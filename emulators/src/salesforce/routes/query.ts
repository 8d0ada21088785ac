import { RequestError } from '../errors.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import { describeColumns } from '../soql/columns.ts';
import { parseSoql } from '../soql/parser.ts';
import { runSoql, type Cursor } from '../soql/run.ts';
import type { Org } from '../org/org.ts';

interface OpenCursor {
  readonly cursor: Cursor;
  readonly size: number;
}

const maxCursors = 40;
const openCursors = new WeakMap<Org, Map<string, OpenCursor>>();

function cursorsOf(org: Org): Map<string, OpenCursor> {
  let map = openCursors.get(org);
  if (map === undefined) openCursors.set(org, (map = new Map()));
  return map;
}

let locators = 0;

function keep(org: Org, cursor: Cursor, size: number): string {
  const map = cursorsOf(org);
  const [oldest] = map.keys();
  if (map.size >= maxCursors && oldest !== undefined) {
    map.get(oldest)?.cursor.close();
    map.delete(oldest);
  }
  const locator = `01gMm0000${String(++locators).padStart(9, '0')}`;
  map.set(locator, { cursor, size });
  return locator;
}

/** Sforce-Query-Options: batchSize, 200 to 2000. */
function batchSize(exchange: Exchange): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(String(exchange.headers['sforce-query-options'] ?? ''))?.[1];
  return Math.min(2000, Math.max(200, Number(asked ?? 2000)));
}

function query(exchange: Exchange, all: boolean): Reply {
  const soql = exchange.url.searchParams.get('q');
  if (soql === null) throw new RequestError(400, 'MALFORMED_QUERY', 'SOQL statement cannot be empty or null');
  if (exchange.url.searchParams.get('columns') === 'true')
    return json(200, describeColumns(exchange.org, parseSoql(soql)));
  const size = batchSize(exchange);
  const path = all ? 'queryAll' : 'query';
  const answer = runSoql(exchange.org, soql, { all, size, context: { base: exchange.base } });
  const more =
    answer.cursor === undefined
      ? {}
      : { nextRecordsUrl: `${exchange.base}/${path}/${keep(exchange.org, answer.cursor, size)}-${size}` };
  return json(200, {
    totalSize: answer.total,
    done: answer.cursor === undefined,
    ...more,
    records: answer.records,
  });
}

/** A later page. The last page leaves the cursor open, so that a page whose answer got lost can be asked for again. */
function page(exchange: Exchange, path: string): Reply {
  const [locator = '', from = '0'] = (exchange.params['locator'] ?? '').split('-');
  const open = cursorsOf(exchange.org).get(locator);
  if (open === undefined) throw new RequestError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  const offset = Number(from);
  const { cursor, size } = open;
  const records = cursor
    .page(offset, size)
    .map((cells) => cursor.compiled.render(cells, { base: exchange.base }));
  const done = offset + records.length >= cursor.total;
  const more = done ? {} : { nextRecordsUrl: `${exchange.base}/${path}/${locator}-${offset + size}` };
  return json(200, { totalSize: cursor.total, done, ...more, records });
}

const pair = (prefix: string, name: string, all: boolean): Route[] => [
  { method: 'GET', path: `~${prefix}/${name}`, handle: (exchange) => query(exchange, all) },
  { method: 'GET', path: `~${prefix}/${name}/:locator`, handle: (exchange) => page(exchange, name) },
];

export const queryRoutes: readonly Route[] = [
  ...pair('', 'query', false),
  ...pair('', 'queryAll', true),
  ...pair('/tooling', 'query', false),
];
