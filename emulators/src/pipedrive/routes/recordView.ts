import { ApiError, invalid } from '../errors.ts';
import { isRecord } from '../http/envelope.ts';
import type { Exchange } from '../http/types.ts';
import type { RecordKind } from '../records/types.ts';
import type { Body, Doc } from '../store/documents.ts';

function flag(query: URLSearchParams, name: string): boolean {
  const text = query.get(name);
  if (text !== null && text !== '' && text !== 'true' && text !== 'false')
    throw invalid(name, 'This value should be of type boolean.');
  return text === 'true';
}

/** The custom fields that `custom_fields=a,b` asks for; all of them without it. */
function chosen(query: URLSearchParams, fields: Body): Body {
  const wanted = query.get('custom_fields');
  if (wanted === null || wanted === '') return fields;
  const keys = wanted.split(',');
  if (keys.length > 15) throw invalid('custom_fields', 'This list should have 15 items or less.');
  return Object.fromEntries(Object.entries(fields).filter(([key]) => keys.includes(key)));
}

/** A record as the query asks for it: which custom fields, options with labels, counts. */
export function viewer(kind: RecordKind, exchange: Exchange): (doc: Doc) => Body {
  const { account, query } = exchange;
  const labelled = flag(query, 'include_option_labels');
  const labels = flag(query, 'include_labels');
  const included = (query.get('include_fields') ?? '').split(',').filter((name) => name !== '');
  for (const name of included)
    if (kind.optional?.[name] === undefined)
      throw new ApiError(501, `The emulator does not serve include_fields=${name} here.`);
  const fielded = kind.fielded;
  const optionsOf = (code: string) =>
    fielded === undefined ? undefined : account.fields.list(fielded).find((f) => f.code === code)?.options;
  const withLabel = (code: string, id: unknown): unknown => {
    const option = optionsOf(code)?.find((o) => o.id === id);
    return option === undefined ? id : { id: option.id, label: option.label };
  };
  return (doc) => {
    const body = kind.view(doc, account);
    for (const name of included) body[name] = kind.optional![name]!(doc, account);
    if (labels && Array.isArray(body['label_ids']))
      body['labels'] = body['label_ids'].map((id) => withLabel('label_ids', id));
    if (!isRecord(body['custom_fields'])) return body;
    const fields = chosen(query, body['custom_fields']);
    if (labelled)
      for (const [code, value] of Object.entries(fields))
        if (optionsOf(code) && value !== null)
          fields[code] = Array.isArray(value)
            ? value.map((id) => withLabel(code, id))
            : withLabel(code, value);
    return { ...body, custom_fields: fields };
  };
}

const everywhere = [
  'api_token',
  'custom_fields',
  'include_fields',
  'include_option_labels',
  'include_labels',
];
const paging = [
  'ids',
  'updated_since',
  'updated_until',
  'sort_by',
  'sort_direction',
  'limit',
  'cursor',
  'status',
];

/** A parameter that would be passed over in silence is refused as not implemented. */
export function refuseUnserved(kind: RecordKind, query: URLSearchParams, list: boolean): void {
  const served = new Set([...everywhere, ...(list ? [...paging, ...Object.keys(kind.filters)] : [])]);
  for (const name of query.keys())
    if (!served.has(name)) throw new ApiError(501, `The emulator does not serve the parameter ${name} here.`);
}
