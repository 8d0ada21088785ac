import { RequestError } from '../errors.ts';
import { json, type Exchange, type Route } from '../http/types.ts';
import { findById } from '../store/store.ts';

function identity(exchange: Exchange): Record<string, unknown> {
  const { org, origin, session } = exchange;
  const user = findById(org.store, 'User', session.userId);
  if (user === undefined) throw new RequestError(403, 'FORBIDDEN', 'the user of this session is gone');
  const organization = org.ids.organization;
  const id = `${origin}/id/${organization}/${session.userId}`;
  const data = `${origin}/services/data/v{version}`;
  return {
    id,
    sub: id,
    asserted_user: true,
    user_id: session.userId,
    organization_id: organization,
    username: user['Username'],
    preferred_username: user['Username'],
    nickname: user['CommunityNickname'],
    nick_name: user['CommunityNickname'],
    name: user['Name'],
    display_name: user['Name'],
    given_name: user['FirstName'],
    first_name: user['FirstName'],
    family_name: user['LastName'],
    last_name: user['LastName'],
    email: user['Email'],
    email_verified: true,
    active: user['IsActive'] === 1,
    user_type: 'STANDARD',
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    zoneinfo: user['TimeZoneSidKey'],
    timezone: user['TimeZoneSidKey'],
    utcOffset: 0,
    urls: {
      enterprise: `${origin}/services/Soap/c/{version}/${organization}`,
      metadata: `${origin}/services/Soap/m/{version}/${organization}`,
      partner: `${origin}/services/Soap/u/{version}/${organization}`,
      rest: `${data}/`,
      sobjects: `${data}/sobjects/`,
      search: `${data}/search/`,
      query: `${data}/query/`,
      recent: `${data}/recent/`,
      tooling_rest: `${data}/tooling/`,
      profile: `${origin}/${session.userId}`,
      custom_domain: origin,
    },
  };
}

export const identityRoutes: readonly Route[] = [
  { method: 'GET', path: '/services/oauth2/userinfo', handle: (exchange) => json(200, identity(exchange)) },
  { method: 'POST', path: '/services/oauth2/userinfo', handle: (exchange) => json(200, identity(exchange)) },
  { method: 'GET', path: '/id/:org/:user', handle: (exchange) => json(200, identity(exchange)) },
];
