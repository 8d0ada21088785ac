import type { DestinationUser } from '../destination.ts';
import { ConnectorError } from '../errors.ts';
import type { Reader, SoqlRecord } from './reader.ts';
import { quoted } from './soql.ts';

const fields = 'Id, Email, Name, IsActive, UserType';

const rank = (r: SoqlRecord) => (r['IsActive'] === true ? 0 : 2) + (r['UserType'] === 'Standard' ? 0 : 1);

/** Active standard users first: an e-mail may belong to several users, and the first is the one who can own records. */
export async function readUsers(reader: Reader): Promise<DestinationUser[]> {
  const rows = await reader.query(`SELECT ${fields} FROM User`);
  return rows.toSorted((a, b) => rank(a) - rank(b)).map(user);
}

export async function readMe(reader: Reader): Promise<DestinationUser> {
  const resources = (await reader.get('/')) as { identity?: string };
  // …/id/<organization>/<user>
  const id = resources.identity?.split('/').at(-1);
  const [row] =
    id === undefined ? [] : await reader.query(`SELECT ${fields} FROM User WHERE Id = ${quoted(id)}`);
  if (row) return user(row);
  throw new ConnectorError('permission', 'NO_IDENTITY', 'Salesforce does not tell who is logged in.');
}

function user(row: SoqlRecord): DestinationUser {
  return {
    id: String(row['Id']),
    email: typeof row['Email'] === 'string' ? row['Email'] : '',
    name: typeof row['Name'] === 'string' ? row['Name'] : '',
    active: row['IsActive'] === true,
  };
}
