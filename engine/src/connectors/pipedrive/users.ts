import type { DestinationUser } from '../destination.ts';
import type { Raw } from './pages.ts';
import type { Rest } from './rest.ts';

export interface Me extends DestinationUser {
  readonly currency: string;
  /** `acme` of acme.pipedrive.com. */
  readonly company?: string;
  /** Sees and changes what everybody has. */
  readonly admin: boolean;
  readonly about: Readonly<Record<string, string>>;
}

/** All of the company's users in one call; active ones first. */
export async function readUsers(rest: Rest): Promise<DestinationUser[]> {
  const { data } = await rest.get('v1', '/users');
  const rows = Array.isArray(data) ? (data as Raw[]) : [];
  return rows
    .filter((r) => r['is_deleted'] !== true)
    .map(user)
    .toSorted((a, b) => Number(b.active) - Number(a.active));
}

export async function readMe(rest: Rest): Promise<Me> {
  const { data } = await rest.get('v1', '/users/me');
  const raw = data as Raw;
  const text = (key: string) => (typeof raw[key] === 'string' && raw[key] !== '' ? raw[key] : undefined);
  const company = text('company_domain');
  const name = text('company_name');
  return {
    ...user(raw),
    admin: !Array.isArray(raw['access']) || (raw['access'] as Raw[]).some((a) => a['admin'] === true),
    currency: text('default_currency') ?? 'USD',
    ...(company === undefined ? {} : { company }),
    about: {
      apiVersion: 'v2, v1',
      ...(name === undefined ? {} : { company: name }),
      ...(company === undefined ? {} : { domain: company }),
    },
  };
}

function user(raw: Raw): DestinationUser {
  return {
    id: String(raw['id']),
    email: typeof raw['email'] === 'string' ? raw['email'] : '',
    name: typeof raw['name'] === 'string' ? raw['name'] : '',
    active: raw['active_flag'] !== false,
  };
}
