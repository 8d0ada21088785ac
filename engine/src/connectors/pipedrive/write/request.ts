import type { WriteBatch, WriteRecord } from '../../destination.ts';
import { ConnectorError } from '../../errors.ts';
import { multipartBody, type Part } from '../../http/body.ts';
import type { Account } from '../account.ts';
import type { ApiObject } from '../objects.ts';
import { bodyOf, recordPath } from '../record.ts';
import type { RestRequest } from '../rest.ts';

/** The one request that carries a record. */
export async function requestFor(
  account: Account,
  object: ApiObject,
  operation: WriteBatch['operation'],
  record: WriteRecord,
): Promise<RestRequest> {
  const { version } = object;
  if (!object.writable)
    throw new ConnectorError('schema', 'NOT_WRITABLE', `${object.label} records are not written by a load.`);
  const id = record.id ?? '';
  // Deleting, and setting to a value, twice is the same as once.
  if (operation === 'delete')
    return { method: 'DELETE', version, path: recordPath(object, id), repeat: 'safe' };
  const fields = await account.model.fields(object.name);
  const json = bodyOf(fields, record.values, await account.currency());
  if (operation === 'update') {
    const method = object.name === 'Note' ? 'PUT' : 'PATCH';
    return { method, version, path: recordPath(object, id), json: forChange(object, json), repeat: 'safe' };
  }
  if (object.name === 'File')
    return { method: 'POST', version, path: object.path, body: upload(record, json), repeat: 'once' };
  if (object.name === 'DealProduct') {
    const { deal_id: deal, ...line } = json;
    return { method: 'POST', version, path: `/deals/${String(deal)}/products`, json: line, repeat: 'once' };
  }
  return { method: 'POST', version, path: object.path, json, repeat: 'once' };
}

/** Emptying a list is an empty list; null is refused for it. An owner cannot be taken away: nobody given leaves who is there. */
function forChange(
  object: ApiObject,
  { owner_id: owner, ...rest }: Readonly<Record<string, unknown>>,
): unknown {
  const json: Readonly<Record<string, unknown>> = owner == null ? rest : { ...rest, owner_id: owner };
  if (object.name !== 'Person') return json;
  const lists = Object.fromEntries(
    ['emails', 'phones'].filter((name) => json[name] === null).map((name) => [name, []]),
  );
  return { ...json, ...lists };
}

/** The bytes under the name that the record gives them, and what they belong to. */
function upload(record: WriteRecord, json: Readonly<Record<string, unknown>>) {
  const { name, ...links } = json;
  const file = record.files?.['file'];
  if (!file) throw new ConnectorError('validation', 'NO_FILE', 'A file needs its bytes.');
  const parts: Part[] = Object.entries(links)
    .filter(([, value]) => value !== null)
    .map(([part, value]) => ({ name: part, contentType: 'text/plain', text: String(value) }));
  const named = typeof name === 'string' && name !== '' ? { ...file, name, open: () => file.open() } : file;
  return multipartBody([...parts, { name: 'file', contentType: 'application/octet-stream', file: named }]);
}
