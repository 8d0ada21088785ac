import * as z from 'zod';
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
  const id = await myId(reader);
  const [row] =
    id === undefined ? [] : await reader.query(`SELECT ${fields} FROM User WHERE Id = ${quoted(id)}`);
  if (row) return user(row);
  throw new ConnectorError('permission', 'NO_IDENTITY', 'Salesforce does not tell who is logged in.');
}

/** The version's own address names the user (`…/id/<organization>/<user>`); where it does not, OpenID does. */
async function myId(reader: Reader): Promise<string | undefined> {
  const resources = z.looseObject({ identity: z.string().optional() }).safeParse(await reader.get('/'));
  const named = resources.data?.identity?.split('/').at(-1);
  if (named?.startsWith('005')) return named;
  const info = await reader.get('/services/oauth2/userinfo').catch(() => undefined);
  return z.looseObject({ user_id: z.string() }).safeParse(info).data?.user_id;
}

function user(row: SoqlRecord): DestinationUser {
  return {
    id: String(row['Id']),
    email: typeof row['Email'] === 'string' ? row['Email'] : '',
    name: typeof row['Name'] === 'string' ? row['Name'] : '',
    active: row['IsActive'] === true,
  };
}
