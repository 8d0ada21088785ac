import { RequestError, notFound } from '../errors.ts';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import { customFieldDefinition, type CustomFieldDefinition } from '../org/definition.ts';
import { addField } from '../org/addField.ts';
import { customField, customFieldProblem } from '../schema/customField.ts';
import { describe, summary } from '../schema/describe.ts';
import { isRecord, objectNamed } from './shared.ts';

const problem = (message: string): RequestError =>
  new RequestError(400, 'FIELD_INTEGRITY_EXCEPTION', message, []);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const yes = (value: unknown): boolean => value === true || value === 'true';

function valuesOf(metadata: Record<string, unknown>): CustomFieldDefinition['values'] {
  const set = isRecord(metadata['valueSet']) ? metadata['valueSet'] : {};
  const definition = isRecord(set['valueSetDefinition']) ? set['valueSetDefinition'] : {};
  const list = Array.isArray(definition['value']) ? definition['value'] : [];
  return list.filter(isRecord).map((v) => {
    const value = text(v['fullName']) ?? text(v['valueName']) ?? '';
    return { value, label: text(v['label']) ?? value, default: yes(v['default']) };
  });
}

/** A CustomField of the Metadata API as our definition of one. */
function readField(body: unknown): CustomFieldDefinition {
  const metadata = isRecord(body) && isRecord(body['Metadata']) ? body['Metadata'] : undefined;
  const fullName = isRecord(body) ? (text(body['FullName']) ?? text(body['fullName'])) : undefined;
  if (metadata === undefined || fullName === undefined)
    throw new RequestError(
      400,
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [FullName, Metadata]',
      ['FullName', 'Metadata'],
    );
  const [object = '', name = ''] = fullName.split('.');
  const set = isRecord(metadata['valueSet']) ? metadata['valueSet'] : {};
  const type = text(metadata['type']) ?? '';
  const parsed = customFieldDefinition.safeParse({
    object,
    name,
    label: text(metadata['label']),
    type,
    length: number(metadata['length']),
    precision: number(metadata['precision']),
    scale: number(metadata['scale']),
    required: yes(metadata['required']),
    unique: yes(metadata['unique']),
    caseSensitive: yes(metadata['caseSensitive']),
    externalId: yes(metadata['externalId']),
    values: valuesOf(metadata),
    restricted: yes(set['restricted']),
    referenceTo: text(metadata['referenceTo']),
    relationshipName: text(metadata['relationshipName']),
    description: text(metadata['inlineHelpText']) ?? text(metadata['description']),
  });
  if (!parsed.success)
    throw problem(`Custom Field Definition: ${parsed.error.issues[0]?.message ?? 'is not valid'}`);
  if (text(metadata['label']) === undefined) throw problem(`Must specify a label for field ${fullName}`);
  if (type === 'LongTextArea' && number(metadata['visibleLines']) === undefined)
    throw problem('Must specify visibleLines for a CustomField of type LongTextArea');
  return parsed.data;
}

async function createField(exchange: Exchange): Promise<Reply> {
  const { org } = exchange;
  const definition = readField(await exchange.json());
  const { catalog, store } = org;
  const targets =
    definition.object === 'Activity'
      ? catalog.objects().filter((o) => o.activity)
      : [catalog.object(definition.object)];
  const [target] = targets;
  if (target === undefined)
    throw problem(`Entity Enumeration Or ID: bad value for restricted picklist field: ${definition.object}`);
  if (definition.object === 'Task' || definition.object === 'Event')
    throw problem('Entity Enumeration Or ID: custom fields of tasks and events are made on Activity');
  const why = customFieldProblem(definition);
  if (why !== undefined) throw problem(why);
  const hidden = store
    .statement('SELECT 1 FROM _custom_field WHERE object = ? AND name = ?')
    .get(definition.object, definition.name);
  if (hidden !== undefined || target.field(definition.name) !== undefined)
    throw new RequestError(
      400,
      'DUPLICATE_DEVELOPER_NAME',
      `There is already a field named ${definition.name.replace(/__c$/, '')} on ${target.label}.`,
      ['DeveloperName'],
    );
  if (definition.referenceTo !== undefined && catalog.object(definition.referenceTo) === undefined)
    throw problem(
      `referenceTo value of '${definition.referenceTo}' does not resolve to a valid sObject type`,
    );
  const field = customField(definition, true);
  const id = store.nextId('00N');
  const visible = org.definition.features.fieldAccess;
  store
    .statement('INSERT INTO _custom_field (object, name, id, definition, visible) VALUES (?, ?, ?, ?, ?)')
    .run(definition.object, definition.name, id, JSON.stringify(field), visible ? 1 : 0);
  if (visible) addField(catalog, store, definition.object, field);
  return json(201, { id, success: true, errors: [], warnings: [], infos: [] });
}

function deleteField(exchange: Exchange): Reply {
  const { catalog, store } = exchange.org;
  const row = store
    .statement('SELECT object, name FROM _custom_field WHERE id = ?')
    .get(exchange.params['id'] ?? '');
  if (row === undefined) throw notFound();
  const object = String(row['object']);
  const targets =
    object === 'Activity'
      ? catalog
          .objects()
          .filter((o) => o.activity)
          .map((o) => o.name)
      : [object];
  for (const target of targets) catalog.removeField(target, String(row['name']));
  store.statement('DELETE FROM _custom_field WHERE id = ?').run(exchange.params['id'] ?? '');
  return { status: 204 };
}

const toolingObjects = ['EntityDefinition', 'FieldDefinition', 'CustomField'];

export const toolingRoutes: readonly Route[] = [
  { method: 'POST', path: '~/tooling/sobjects/CustomField', handle: createField },
  { method: 'DELETE', path: '~/tooling/sobjects/CustomField/:id', handle: deleteField },
  {
    method: 'GET',
    path: '~/tooling/sobjects',
    handle: ({ org, base }) =>
      json(200, {
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: toolingObjects
          .flatMap((n) => org.catalog.object(n) ?? [])
          .map((o) => summary(o, `${base}/tooling`)),
      }),
  },
  {
    method: 'GET',
    path: '~/tooling/sobjects/:object/describe',
    handle: (exchange) =>
      json(
        200,
        describe(
          exchange.org,
          objectNamed(exchange, exchange.params['object'] ?? ''),
          `${exchange.base}/tooling`,
        ),
      ),
  },
];
