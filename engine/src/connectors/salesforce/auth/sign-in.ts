import { ConnectorError } from '../../errors.ts';
import type { ConnectionSettings } from '../../registry.ts';
import type { SalesforceOptions } from '../options.ts';
import { jwtAssertion } from './jwt.ts';
import { oauthClient, sessionOf } from './oauth.ts';
import type { SignIn } from './session.ts';
import { sfSession } from './sf-cli.ts';

const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

interface Secrets {
  readonly ACCESS_TOKEN?: string;
  readonly CLIENT_ID?: string;
  readonly CLIENT_SECRET?: string;
  readonly PRIVATE_KEY?: string;
  readonly USERNAME?: string;
  readonly REFRESH_TOKEN?: string;
}
const secretNames = [
  'ACCESS_TOKEN',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'PRIVATE_KEY',
  'USERNAME',
  'REFRESH_TOKEN',
] as const;

/** The way to log in that the settings name, or the first that the secrets suffice for. */
export async function signInFor(settings: ConnectionSettings, options: SalesforceOptions): Promise<SignIn> {
  if (options.sf !== undefined && (options.login ?? 'sf') === 'sf') {
    const { sf } = options;
    return () => sfSession(sf);
  }
  const secrets: Secrets = Object.fromEntries(
    await Promise.all(secretNames.map(async (name) => [name, await settings.secret(name)])),
  );
  const url = settings.url;
  if (url === undefined) {
    throw new ConnectorError(
      'auth',
      'NO_URL',
      `Connection "${settings.name}" has no url. Write the org's My Domain address into migmap.json.`,
    );
  }
  const way = options.login ?? wayFor(settings, secrets);
  const loginUrl = options.loginUrl ?? url;
  switch (way) {
    case 'local':
      return fixedToken(url, 'local');
    case 'token':
      return fixedToken(url, need(settings, secrets, 'ACCESS_TOKEN'));
    case 'clientCredentials':
      return clientCredentials(loginUrl, settings, secrets);
    case 'jwt':
      return jwtBearer(loginUrl, settings, secrets);
    case 'refreshToken':
      return refreshToken(loginUrl, settings, secrets);
    default:
      throw nothingGiven(settings);
  }
}

function wayFor(settings: ConnectionSettings, secrets: Secrets): SalesforceOptions['login'] | 'local' {
  if (secrets.ACCESS_TOKEN !== undefined) return 'token';
  if (secrets.CLIENT_ID !== undefined && secrets.PRIVATE_KEY !== undefined) return 'jwt';
  if (secrets.CLIENT_ID !== undefined && secrets.REFRESH_TOKEN !== undefined) return 'refreshToken';
  if (secrets.CLIENT_ID !== undefined && secrets.CLIENT_SECRET !== undefined) return 'clientCredentials';
  return settings.stage === 'local' ? 'local' : undefined;
}

/** Given once, used until it is refused. */
function fixedToken(instanceUrl: string, accessToken: string): SignIn {
  let given = false;
  return () => {
    if (given) {
      return Promise.reject(
        new ConnectorError(
          'auth',
          'INVALID_SESSION_ID',
          'The access token has run out or is refused. Set a new ACCESS_TOKEN, or log in in a way that can renew itself.',
        ),
      );
    }
    given = true;
    return Promise.resolve({ instanceUrl, accessToken });
  };
}

function clientCredentials(loginUrl: string, settings: ConnectionSettings, secrets: Secrets): SignIn {
  const clientId = need(settings, secrets, 'CLIENT_ID');
  const clientSecret = need(settings, secrets, 'CLIENT_SECRET');
  return async () => {
    const client = await oauthClient({ loginUrl, clientId, clientSecret });
    return sessionOf(loginUrl, client.requestToken({ grant_type: 'client_credentials' }));
  };
}

function jwtBearer(loginUrl: string, settings: ConnectionSettings, secrets: Secrets): SignIn {
  const clientId = need(settings, secrets, 'CLIENT_ID');
  const privateKey = need(settings, secrets, 'PRIVATE_KEY');
  const username = need(settings, secrets, 'USERNAME');
  return async () => {
    const client = await oauthClient({ loginUrl, clientId });
    const assertion = jwtAssertion({ clientId, username, privateKey, audience: new URL(loginUrl).origin });
    return sessionOf(loginUrl, client.requestToken({ grant_type: jwtGrant, assertion }));
  };
}

function refreshToken(loginUrl: string, settings: ConnectionSettings, secrets: Secrets): SignIn {
  const clientId = need(settings, secrets, 'CLIENT_ID');
  let latest = need(settings, secrets, 'REFRESH_TOKEN');
  return async () => {
    const client = await oauthClient({ loginUrl, clientId, clientSecret: secrets.CLIENT_SECRET });
    const session = await sessionOf(loginUrl, client.refreshToken(latest));
    // An org may rotate refresh tokens; the old one then counts for nothing within this process.
    latest = session.refreshToken ?? latest;
    return session;
  };
}

function variable(settings: ConnectionSettings, name: string): string {
  return `MIGMAP_${settings.name.toUpperCase().replaceAll('-', '_')}_${name}`;
}

function need(settings: ConnectionSettings, secrets: Secrets, name: keyof Secrets): string {
  const value = secrets[name];
  if (value !== undefined) return value;
  throw new ConnectorError(
    'auth',
    'MISSING_SECRET',
    `Connection "${settings.name}" needs ${name}. Set ${variable(settings, name)}.`,
  );
}

function nothingGiven(settings: ConnectionSettings): ConnectorError {
  return new ConnectorError(
    'auth',
    'NO_CREDENTIALS',
    `Connection "${settings.name}" has no way to log in. Set ${variable(settings, 'ACCESS_TOKEN')}, or CLIENT_ID with ` +
      'CLIENT_SECRET, PRIVATE_KEY and USERNAME, or REFRESH_TOKEN; or name an org of the Salesforce CLI with "sf" in migmap.json.',
  );
}
