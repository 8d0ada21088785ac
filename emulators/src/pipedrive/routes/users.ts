import type { Account } from '../account/account.ts';
import { spaced } from '../account/clock.ts';
import { seedUuid } from '../account/hash.ts';
import { invalid, present } from '../errors.ts';
import { numericId, objectBody, ok } from '../http/envelope.ts';
import type { Route } from '../http/types.ts';
import type { Body, Doc } from '../store/documents.ts';

function view(account: Account, doc: Doc): Body {
  const { id, body, add_time, update_time } = doc;
  const you = id === account.userId;
  // The first active one, as the account's definition says.
  const admin = id === account.documents.list('user').find((user) => user.body['active'] === true)?.id;
  const permission_set_id = seedUuid(account.seed, admin ? 'administrators' : 'regular users');
  return {
    id,
    name: body['name'],
    default_currency: account.definition.currency,
    locale: 'en_US',
    lang: 1,
    email: body['email'],
    phone: null,
    activated: true,
    last_login: spaced(add_time),
    created: spaced(add_time),
    modified: spaced(update_time),
    has_created_company: you,
    access: [{ app: 'sales', admin, permission_set_id }],
    active_flag: body['active'],
    timezone_name: 'Etc/UTC',
    timezone_offset: '+00:00',
    role_id: 1,
    icon_url: null,
    is_you: you,
    is_deleted: false,
  };
}

const found = (account: Account, id: number): Doc => present(account.documents.find('user', id), 'User');

export const userRoutes: readonly Route[] = [
  {
    version: 1,
    method: 'GET',
    path: '/users',
    cost: 20,
    handle: ({ account }) => ok(account.documents.list('user').map((doc) => view(account, doc))),
  },
  {
    version: 1,
    method: 'POST',
    path: '/users',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const { email, active_flag } = await objectBody(exchange);
      if (typeof email !== 'string' || !email.includes('@'))
        throw invalid('email', 'This value is not a valid e-mail.');
      const at = { add_time: new Date(account.clock.now()).toISOString() };
      const body = { email, name: email.split('@')[0], active: active_flag !== false };
      return ok(view(account, account.documents.insert('user', body, at)));
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/users/find',
    cost: 40,
    handle: ({ account, query }) => {
      const term = (query.get('term') ?? '').toLowerCase();
      if (term === '') throw invalid('term', 'This field is missing.');
      const byMail = query.get('search_by_email') === '1' || query.get('search_by_email') === 'true';
      const matches = ({ body }: Doc): boolean =>
        String(body['email']).toLowerCase().includes(term) ||
        (!byMail && String(body['name']).toLowerCase().includes(term));
      return ok(
        account.documents
          .list('user')
          .filter(matches)
          .map((doc) => view(account, doc)),
      );
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/users/me',
    cost: 2,
    handle: ({ account }) =>
      ok({
        ...view(account, found(account, account.userId)),
        company_id: account.companyId,
        company_name: account.definition.name,
        company_domain: account.domain,
        company_country: 'EE',
        company_industry: 'IT Services',
        language: { language_code: 'en', country_code: 'US' },
      }),
  },
  {
    version: 1,
    method: 'GET',
    path: '/users/{id}',
    cost: 2,
    handle: (exchange) => ok(view(exchange.account, found(exchange.account, numericId(exchange)))),
  },
];
