import { jsonBody } from '../../http/body.ts';
import { quoted } from '../soql.ts';
import { readMe } from '../users.ts';
import type { Writer } from '../write/context.ts';

const asked = new WeakMap<Writer, Map<string, Promise<string>>>();

/** The id of the permission set of that name, made and given to the user who loads where it is missing. */
export function permissionSetFor(writer: Writer, name: string): Promise<string> {
  const sets = asked.get(writer) ?? new Map<string, Promise<string>>();
  asked.set(writer, sets);
  const known = sets.get(name) ?? ensure(writer, name);
  sets.set(name, known);
  known.catch(() => sets.delete(name));
  return known;
}

async function ensure(writer: Writer, name: string): Promise<string> {
  const id = await once(writer, 'PermissionSet', `Name = ${quoted(name)}`, {
    Name: name,
    Label: name.replaceAll('_', ' '),
    Description: 'Shows the fields that a migration needs.',
  });
  const me = await readMe(writer.reader);
  const where = `PermissionSetId = ${quoted(id)} AND AssigneeId = ${quoted(me.id)}`;
  await once(writer, 'PermissionSetAssignment', where, { PermissionSetId: id, AssigneeId: me.id });
  return id;
}

async function once(writer: Writer, object: string, where: string, values: object): Promise<string> {
  const [found] = await writer.reader.query(`SELECT Id FROM ${object} WHERE ${where}`);
  if (found) return String(found['Id']);
  const path = `/sobjects/${object}`;
  const answer = await writer.rest.send({ method: 'POST', path, body: jsonBody(values), repeat: 'once' });
  return (JSON.parse(answer.text) as { id: string }).id;
}
