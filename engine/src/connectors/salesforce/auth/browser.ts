import { ConnectorError } from '../../errors.ts';
import type { ConnectionSettings, Browser } from '../../registry.ts';
import { webLogin } from './web-flow.ts';

/** The browser login of a connection; answers the secrets that log it in from then on. */
export async function signInWithBrowser(
  settings: ConnectionSettings,
  browser: Browser,
): Promise<Readonly<Record<string, string>>> {
  const clientId = await settings.secret('CLIENT_ID');
  const loginUrl = settings.options['loginUrl'] ?? settings.url;
  if (clientId === undefined || typeof loginUrl !== 'string') {
    throw new ConnectorError(
      'auth',
      'MISSING_SECRET',
      `Connection "${settings.name}" needs a url and the CLIENT_ID of an external client app whose callback address is http://localhost:1717/OauthRedirect.`,
    );
  }
  const clientSecret = await settings.secret('CLIENT_SECRET');
  const session = await webLogin({ loginUrl, clientId, clientSecret, ...browser });
  if (session.refreshToken !== undefined) return { REFRESH_TOKEN: session.refreshToken };
  return { ACCESS_TOKEN: session.accessToken };
}
