import { createHash, createHmac, createPublicKey, randomBytes, timingSafeEqual, verify } from 'node:crypto';
import { json, type Exchange, type Reply, type Route } from '../http/types.ts';
import type { Org } from '../org/org.ts';

interface Grant {
  readonly client: string;
  readonly redirect: string;
  readonly challenge: string | null;
  readonly userId: string;
  readonly until: number;
}

const grants = new WeakMap<Org, Map<string, Grant>>();
const lifetime = 10 * 60_000;

function grantsOf(org: Org): Map<string, Grant> {
  let map = grants.get(org);
  if (map === undefined) grants.set(org, (map = new Map()));
  return map;
}

const refused = (error: string, description: string): Reply =>
  json(400, { error, error_description: description });

class OAuthError extends Error {
  readonly reply: Reply;

  constructor(error: string, description: string) {
    super(description);
    this.reply = refused(error, description);
  }
}

const clientOf = (org: Org, id: string) => org.definition.clients.find((c) => c.id === id);

function knownClient(org: Org, id: string): ReturnType<typeof clientOf> {
  const client = clientOf(org, id);
  if (org.definition.clients.length > 0 && client === undefined)
    throw new OAuthError('invalid_client_id', 'client identifier invalid');
  return client;
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Signs the user in at once (a local org has no login page) and hands the code to the redirect address. */
function authorize(exchange: Exchange): Reply {
  const { org, url } = exchange;
  const ask = (name: string): string => url.searchParams.get(name) ?? '';
  const client = knownClient(org, ask('client_id'));
  const redirect = ask('redirect_uri');
  if (redirect === '' || (client !== undefined && !client.redirectUris.includes(redirect)))
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  if (ask('response_type') !== 'code')
    throw new OAuthError('unsupported_response_type', 'response type not supported');
  const target = new URL(redirect);
  if (url.searchParams.has('state')) target.searchParams.set('state', ask('state'));
  const challenge = url.searchParams.get('code_challenge');
  const method = url.searchParams.get('code_challenge_method') ?? 'S256';
  if (client?.secret === undefined && challenge === null) {
    target.searchParams.set('error', 'invalid_request');
    target.searchParams.set('error_description', 'missing required code challenge');
  } else if (challenge !== null && method !== 'S256') {
    target.searchParams.set('error', 'invalid_request');
    target.searchParams.set('error_description', 'code challenge method must be S256');
  } else {
    const code = `aPrx${randomBytes(32).toString('base64url')}`;
    const until = Date.now() + lifetime;
    const userId = org.ids.migrationUser;
    grantsOf(org).set(code, { client: ask('client_id'), redirect, challenge, userId, until });
    target.searchParams.set('code', code);
  }
  return { status: 302, headers: { location: target.href } };
}

function tokens(exchange: Exchange, userId: string, pair: { access: string; refresh?: string }): Reply {
  const { org, origin } = exchange;
  const id = `${origin}/id/${org.ids.organization}/${userId}`;
  const issued = String(Date.now());
  return json(200, {
    access_token: pair.access,
    ...(pair.refresh === undefined ? {} : { refresh_token: pair.refresh }),
    signature: createHmac('sha256', org.ids.organization)
      .update(id + issued)
      .digest('base64'),
    scope: 'api refresh_token',
    instance_url: origin,
    id,
    token_type: 'Bearer',
    issued_at: issued,
  });
}

function checkSecret(secret: string | undefined, given: string | null): void {
  if (secret !== undefined && !same(secret, given ?? ''))
    throw new OAuthError('invalid_client', 'invalid client credentials');
}

function byCode(exchange: Exchange, form: URLSearchParams): Reply {
  const { org, sessions } = exchange;
  const code = form.get('code') ?? '';
  const grant = grantsOf(org).get(code);
  grantsOf(org).delete(code);
  if (grant === undefined || grant.until < Date.now())
    throw new OAuthError('invalid_grant', 'expired authorization code');
  if (grant.client !== form.get('client_id'))
    throw new OAuthError('invalid_grant', 'invalid client for this code');
  if (grant.redirect !== form.get('redirect_uri'))
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  checkSecret(clientOf(org, grant.client)?.secret, form.get('client_secret'));
  if (grant.challenge !== null) {
    const made = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!same(made, grant.challenge)) throw new OAuthError('invalid_grant', 'invalid code verifier');
  }
  return tokens(exchange, grant.userId, sessions.issue(grant.userId));
}

function byRefresh(exchange: Exchange, form: URLSearchParams): Reply {
  const client = knownClient(exchange.org, form.get('client_id') ?? '');
  if (client !== undefined) checkSecret(client.secret, form.get('client_secret'));
  const made = exchange.sessions.refresh(form.get('refresh_token') ?? '');
  if (made === undefined) throw new OAuthError('invalid_grant', 'expired access/refresh token');
  return tokens(exchange, made.userId, { access: made.access });
}

function userNamed(org: Org, username: string): string | undefined {
  const id = org.store.db.prepare('SELECT Id FROM User WHERE Username = ? AND IsActive = 1').get(username)?.[
    'Id'
  ];
  return typeof id === 'string' ? id : undefined;
}

function byCredentials(exchange: Exchange, form: URLSearchParams): Reply {
  const { org, sessions } = exchange;
  const client = clientOf(org, form.get('client_id') ?? '');
  if (client?.secret === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  checkSecret(client.secret, form.get('client_secret'));
  const userId = client.runAs === undefined ? org.ids.migrationUser : userNamed(org, client.runAs);
  if (userId === undefined) throw new OAuthError('invalid_grant', 'no client credentials user enabled');
  return tokens(exchange, userId, { access: sessions.issue(userId).access });
}

const decode = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;

function byAssertion(exchange: Exchange, form: URLSearchParams): Reply {
  const { org, sessions } = exchange;
  const assertion = form.get('assertion') ?? '';
  const [head = '', payload = '', signature = ''] = assertion.split('.');
  let header: Record<string, unknown>;
  let claims: Record<string, unknown>;
  try {
    [header, claims] = [decode(head), decode(payload)];
  } catch {
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
  const client = clientOf(org, String(claims['iss']));
  if (client?.certificate === undefined)
    throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const key = createPublicKey(client.certificate);
  const genuine = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  if (header['alg'] !== 'RS256' || !genuine) throw new OAuthError('invalid_grant', 'invalid assertion');
  const now = Date.now() / 1000;
  if (typeof claims['exp'] !== 'number' || claims['exp'] < now || claims['exp'] > now + 300)
    throw new OAuthError('invalid_grant', 'expired assertion');
  const audiences = [exchange.origin, 'https://login.salesforce.com', 'https://test.salesforce.com'];
  if (!audiences.includes(String(claims['aud'])))
    throw new OAuthError('invalid_grant', 'audience is invalid');
  const userId = userNamed(org, String(claims['sub']));
  if (userId === undefined) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  return tokens(exchange, userId, { access: sessions.issue(userId).access });
}

const grantTypes: Readonly<Record<string, (exchange: Exchange, form: URLSearchParams) => Reply>> = {
  authorization_code: byCode,
  refresh_token: byRefresh,
  client_credentials: byCredentials,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': byAssertion,
};

/** The form of a token request; HTTP Basic may carry the client. */
async function readForm(exchange: Exchange): Promise<URLSearchParams> {
  const body = new URLSearchParams(await exchange.text());
  const basic = /^Basic\s+(\S+)$/i.exec(exchange.headers.authorization ?? '')?.[1];
  if (basic !== undefined && !body.has('client_id')) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    body.set('client_id', decodeURIComponent(id));
    body.set('client_secret', decodeURIComponent(secret));
  }
  return body;
}

async function guarded(work: () => Promise<Reply> | Reply): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OAuthError) return error.reply;
    throw error;
  }
}

async function token(exchange: Exchange): Promise<Reply> {
  const body = await readForm(exchange);
  const grant = grantTypes[body.get('grant_type') ?? ''];
  if (grant === undefined) return refused('unsupported_grant_type', 'grant type not supported');
  return guarded(() => grant(exchange, body));
}

async function revoke(exchange: Exchange): Promise<Reply> {
  const given = (await readForm(exchange)).get('token') ?? exchange.url.searchParams.get('token') ?? '';
  if (given === '') return refused('invalid_token', 'no token was given');
  exchange.sessions.expire(given);
  return { status: 200 };
}

export const oauthRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/services/oauth2/authorize',
    open: true,
    handle: (exchange) => guarded(() => authorize(exchange)),
  },
  { method: 'POST', path: '/services/oauth2/token', open: true, handle: token },
  { method: 'POST', path: '/services/oauth2/revoke', open: true, handle: revoke },
];
