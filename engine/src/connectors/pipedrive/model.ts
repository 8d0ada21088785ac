import type { FieldSchema, ObjectSchema, PicklistValue } from '../../schema/types.ts';
import { ConnectorError } from '../errors.ts';
import { customField, toldFields, values, type ToldField } from './fields/custom.ts';
import type { ApiField } from './fields/field.ts';
import { standardFields } from './fields/standard.ts';
import { apiObjects, type ApiObject } from './objects.ts';
import type { Rest } from './rest.ts';
import { readStages, type StageRow } from './stages.ts';

/** What one account's objects look like, asked once and kept. */
export interface Model {
  object(name: string): ApiObject;
  fields(name: string): Promise<readonly ApiField[]>;
  stages(): Promise<readonly StageRow[]>;
  /** After fields or stages were made. */
  forget(): void;
}

export function createModel(rest: Rest): Model {
  const known = new Map<string, Promise<unknown>>();
  function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const asked = (known.get(key) as Promise<T> | undefined) ?? ask();
    known.set(key, asked);
    asked.catch(() => known.delete(key));
    return asked;
  }
  const told = (object: ApiObject) => once(`told ${object.name}`, () => toldFields(rest, object));
  const stages = () => once('stages', () => readStages(rest));
  /** Options that are told elsewhere than among the fields. */
  const optionLists: Readonly<Record<string, () => Promise<PicklistValue[]>>> = {
    'Activity.type': () => named(rest, '/activityTypes', 'key_string'),
    'Lead.label_ids': () => named(rest, '/leadLabels', 'id'),
    'Deal.pipeline_id': async () => pipelineValues(await stages()),
    'Deal.stage_id': async () => stageValues(await stages()),
    'Lead.visible_to': async () => optionsOf(await told(objectNamed('Deal')), 'visible_to'),
  };

  async function fieldsOf(name: string): Promise<readonly ApiField[]> {
    const object = objectNamed(name);
    const source = object.customFieldsOf === undefined ? object : objectNamed(object.customFieldsOf);
    const [own, inherited] = await Promise.all([told(object), told(source)]);
    const standard = await Promise.all(
      (standardFields[name] ?? []).map(async (field) => {
        const list = optionLists[`${name}.${field.schema.name}`];
        const options = list ? await list() : optionsOf(own, field.schema.name);
        return withOptions(field, options);
      }),
    );
    const custom = inherited
      .filter((f) => f.is_custom_field)
      .map((f) => customField(f, object.version === 'v1'));
    return [...standard, ...custom];
  }

  return {
    object: objectNamed,
    fields: (name) => once(`fields ${name}`, () => fieldsOf(name)),
    stages,
    forget: () => known.clear(),
  };
}

function objectNamed(name: string): ApiObject {
  const object = apiObjects.get(name);
  if (object) return object;
  const names = [...apiObjects.keys()].join(', ');
  throw new ConnectorError('schema', 'NO_SUCH_OBJECT', `Pipedrive has no ${name}; it has ${names}.`);
}

export function objectSchema(object: ApiObject, fields: readonly ApiField[]): ObjectSchema {
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    createable: object.writable,
    updateable: object.writable,
    deletable: object.writable,
    fields: fields.map((f) => f.schema),
    idField: 'id',
    ...(object.nameField === undefined ? {} : { nameField: object.nameField }),
  };
}

/** A closed list without any option that is known stays open: the server decides. */
function withOptions(field: ApiField, options: readonly PicklistValue[]): ApiField {
  const { schema } = field;
  const isPick = schema.kind === 'picklist' || schema.kind === 'multipicklist';
  if (!isPick || schema.values) return field;
  if (options.length > 0) return { ...field, schema: { ...schema, values: options, opaqueValues: true } };
  const { restricted: _, ...open } = schema;
  return { ...field, schema: open as FieldSchema };
}

function optionsOf(fields: readonly ToldField[], name: string): PicklistValue[] {
  const found = fields.find((f) => f.field_code === name && !f.is_custom_field);
  return found ? values(found) : [];
}

async function named(rest: Rest, path: string, key: string): Promise<PicklistValue[]> {
  const { data } = await rest.get('v1', path);
  const rows = Array.isArray(data) ? (data as Record<string, unknown>[]) : [];
  return rows.map((row) => ({
    value: String(row[key]),
    label: String(row['name']),
    ...(row['active_flag'] === false ? { active: false } : {}),
  }));
}

function pipelineValues(stages: readonly StageRow[]): PicklistValue[] {
  return [...new Map(stages.map((s) => [s.pipelineId, s.pipeline]))].map(([value, label]) => ({
    value,
    label,
  }));
}

/** The same name stands in several pipelines, so each stage says in which it is. */
function stageValues(stages: readonly StageRow[]): PicklistValue[] {
  return stages.flatMap((s) =>
    s.stage ? [{ value: s.stage.id, label: s.stage.name, within: s.pipelineId }] : [],
  );
}
