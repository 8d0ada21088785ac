import { invalid } from '../errors.ts';
import { isRecord } from '../http/envelope.ts';
import type { Exchange } from '../http/types.ts';
import type { Body } from '../store/documents.ts';

/** Leaves the custom fields that `custom_fields=a,b` asks for; all of them without it. */
export function onlyCustomFields({ query }: Pick<Exchange, 'query'>, body: Body): Body {
  const wanted = query.get('custom_fields');
  const fields = body['custom_fields'];
  if (wanted === null || wanted === '' || !isRecord(fields)) return body;
  const keys = wanted.split(',');
  if (keys.length > 15) throw invalid('custom_fields', 'This list should have 15 items or less.');
  return {
    ...body,
    custom_fields: Object.fromEntries(Object.entries(fields).filter(([key]) => keys.includes(key))),
  };
}
