import { creatableTypes, type FieldedObject } from '../account/definition.ts';
import { invalid } from '../errors.ts';
import type { FieldDef } from '../fields/types.ts';
import { cursorOf, limitOf, readCursor } from '../http/cursor.ts';
import { isRecord, objectBody, ok } from '../http/envelope.ts';
import { json, type Exchange, type Route } from '../http/types.ts';
import { checkShape } from '../shapes/check.ts';
import { a, list, object, oneOf, text, word, type Shape } from '../shapes/kinds.ts';

const settings = {
  ui_visibility: a({ is: 'json' }),
  important_fields: a({ is: 'json' }),
  required_fields: a({ is: 'json' }),
};
const created: Shape = {
  field_name: a(word(), { required: true }),
  field_type: a(oneOf(...creatableTypes), { required: true }),
  options: a(list(object({ label: a(word(), { required: true }) }))),
  description: a(text()),
  ...settings,
};
const changed: Shape = { field_name: a(word(), { never: 'null' }), description: a(text()), ...settings };

const shownInAll = { show_in_all: true, pipeline_ids: [] };

/** A field as version 2 describes it. */
function view(field: FieldDef): Record<string, unknown> {
  return {
    field_name: field.name,
    field_code: field.code,
    ...(field.description === undefined ? {} : { description: field.description }),
    field_type: field.type,
    options: field.options,
    subfields:
      field.subfields?.map(({ code, name, type }) => ({
        field_code: code,
        field_name: name,
        field_type: type,
      })) ?? null,
    is_custom_field: field.custom,
    is_optional_response_field: field.optional ?? false,
    ui_visibility: {
      add_visible_flag: true,
      details_visible_flag: true,
      ...(field.object === 'deal'
        ? { projects_detail_visible_flag: false, show_in_pipelines: shownInAll }
        : {}),
    },
    ...(field.object === 'activity'
      ? {}
      : {
          important_fields: { enabled: false, stage_ids: [] },
          required_fields: { enabled: false, stage_ids: [], statuses: {} },
        }),
  };
}

const entries = (body: unknown): Record<string, unknown>[] => {
  if (!Array.isArray(body) || body.length === 0 || !body.every(isRecord))
    throw invalid('body', 'Expected a list of options.');
  return body;
};
const label = (entry: Record<string, unknown>): string => {
  const value = entry['label'];
  if (typeof value !== 'string' || value.trim() === '' || value.length > 255)
    throw invalid('label', 'This value should be a text of 1 to 255 characters.');
  return value;
};
const optionId = (entry: Record<string, unknown>): number => {
  if (!Number.isInteger(entry['id'])) throw invalid('id', 'This value should be of type integer.');
  return entry['id'] as number;
};

const fields = ({ account }: Exchange) => account.fields;
const code = ({ params }: Exchange): string => params['field_code']!;

export function fieldRoutes(fielded: FieldedObject): readonly Route[] {
  const all = `/${fielded}Fields`;
  const one = `${all}/{field_code}`;
  const read: Route[] = [
    {
      version: 2,
      method: 'GET',
      path: all,
      cost: 10,
      handle: (exchange) => {
        const limit = limitOf(exchange.query);
        const start = Number(readCursor(exchange.query) ?? 0);
        const found = fields(exchange).list(fielded);
        const next_cursor = start + limit < found.length ? cursorOf(start + limit) : null;
        const data = found.slice(start, start + limit).map(view);
        return json(200, { success: true, data, additional_data: { next_cursor } });
      },
    },
    {
      version: 2,
      method: 'GET',
      path: one,
      cost: 1,
      handle: (e) => ok(view(fields(e).get(fielded, code(e)))),
    },
  ];
  // Activities have no custom fields.
  if (fielded === 'activity') return read;
  return [
    ...read,
    {
      version: 2,
      method: 'POST',
      path: all,
      cost: 5,
      handle: async (exchange) => {
        const body = checkShape(created, await objectBody(exchange), {
          account: exchange.account,
          mode: 'create',
        });
        const options = (body['options'] as { label: string }[] | undefined)?.map((o) => o.label);
        return ok(
          view(
            fields(exchange).create(fielded, {
              name: String(body['field_name']),
              type: String(body['field_type']),
              description: (body['description'] as string | null | undefined) ?? undefined,
              options,
            }),
          ),
        );
      },
    },
    {
      version: 2,
      method: 'PATCH',
      path: one,
      cost: 5,
      handle: async (exchange) => {
        const body = checkShape(changed, await objectBody(exchange), {
          account: exchange.account,
          mode: 'update',
        });
        const changes = {
          ...(body['field_name'] === undefined ? {} : { name: body['field_name'] as string }),
          ...(body['description'] === undefined ? {} : { description: body['description'] as string | null }),
        };
        return ok(view(fields(exchange).rename(fielded, code(exchange), changes)));
      },
    },
    {
      version: 2,
      method: 'DELETE',
      path: one,
      cost: 3,
      handle: (e) => {
        const gone = fields(e).remove(fielded, code(e));
        e.account.search.forget(gone.code);
        return ok(view(gone));
      },
    },
    {
      version: 2,
      method: 'POST',
      path: `${one}/options`,
      cost: 5,
      handle: async (e) => ok(fields(e).addOptions(fielded, code(e), entries(await e.json()).map(label))),
    },
    {
      version: 2,
      method: 'PATCH',
      path: `${one}/options`,
      cost: 5,
      handle: async (e) => {
        const changes = entries(await e.json()).map((entry) => ({
          id: optionId(entry),
          label: label(entry),
        }));
        return ok(fields(e).changeOptions(fielded, code(e), changes));
      },
    },
    {
      version: 2,
      method: 'DELETE',
      path: `${one}/options`,
      cost: 3,
      handle: async (e) => {
        const changes = entries(await e.json()).map((entry) => ({ id: optionId(entry), label: null }));
        return ok(fields(e).changeOptions(fielded, code(e), changes));
      },
    },
  ];
}
