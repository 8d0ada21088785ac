import { RecordError, RequestError, recordErrors } from '../errors.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import type { LiveObject } from '../schema/catalog.ts';
import type { WriteContext } from '../write/context.ts';
import { insertRecord } from '../write/insert.ts';
import { jsonCoercion, jsonRecord } from '../write/jsonRecord.ts';
import { planWrite } from '../write/plan.ts';
import { contextOf, isRecord, objectNamed, textOf } from './shared.ts';

const maxRecords = 200;
const maxDepth = 5;

interface Placed {
  readonly referenceId: string;
  readonly id: string;
}

class Refused extends Error {
  readonly results: readonly unknown[];

  constructor(results: readonly unknown[]) {
    super('the tree was refused');
    this.results = results;
  }
}

interface Walk {
  readonly context: WriteContext;
  readonly placed: Placed[];
}

/** Inserts a record, then the records that are nested under its child relationships. */
function place(
  walk: Walk,
  object: LiveObject,
  record: unknown,
  depth: number,
  parent?: { field: string; id: string },
): void {
  if (!isRecord(record)) throw new RequestError(400, 'JSON_PARSER_ERROR', 'a record must be a JSON object');
  if (depth > maxDepth) throw new RequestError(400, 'INVALID_INPUT', `a tree has at most ${maxDepth} levels`);
  const { catalog } = walk.context.org;
  const attributes = isRecord(record['attributes']) ? record['attributes'] : {};
  const referenceId = textOf(attributes['referenceId']);
  const own: Record<string, unknown> = parent === undefined ? {} : { [parent.field]: parent.id };
  const children: { object: LiveObject; field: string; records: unknown[] }[] = [];
  for (const [name, value] of Object.entries(record)) {
    const nested = isRecord(value) ? value['records'] : undefined;
    if (!Array.isArray(nested)) {
      own[name] = value;
      continue;
    }
    const relation = catalog
      .children(object.name)
      .find((c) => c.field.childRelationship?.toLowerCase() === name.toLowerCase());
    const child = relation === undefined ? undefined : catalog.object(relation.object);
    if (relation === undefined || child === undefined)
      throw new RequestError(
        400,
        'INVALID_FIELD',
        `No such relation '${name}' on sobject of type ${object.name}`,
      );
    children.push({ object: child, field: relation.field.name, records: nested });
  }
  if (walk.placed.length >= maxRecords)
    throw new RequestError(400, 'INVALID_INPUT', `a tree has at most ${maxRecords} records`);
  const { names, cells } = jsonRecord(own);
  try {
    const plan = planWrite(catalog, object, 'insert', names);
    const id = insertRecord(walk.context, plan, cells, jsonCoercion(walk.context.org));
    walk.placed.push({ referenceId, id });
    for (const child of children)
      for (const inner of child.records)
        place(walk, child.object, inner, depth + 1, { field: child.field, id });
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    throw new Refused([{ referenceId, errors: recordErrors([error.entry]) }]);
  }
}

/** All records of a tree, or none. */
async function tree(exchange: Exchange): Promise<Reply> {
  const object = objectNamed(exchange, exchange.params['object'] ?? '');
  const body = await exchange.json();
  const records = isRecord(body) ? body['records'] : undefined;
  if (!Array.isArray(records))
    throw new RequestError(400, 'JSON_PARSER_ERROR', 'the body needs a list "records"');
  const walk: Walk = { context: contextOf(exchange), placed: [] };
  try {
    exchange.org.store.atomically(() => {
      for (const record of records) place(walk, object, record, 1);
    });
  } catch (error) {
    if (error instanceof Refused) return json(400, { hasErrors: true, results: error.results });
    throw error;
  }
  return json(201, { hasErrors: false, results: walk.placed });
}

export const treeRoutes: readonly Route[] = [
  { method: 'POST', path: '~/composite/tree/:object', handle: tree },
];
