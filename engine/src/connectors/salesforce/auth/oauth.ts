import type { OAuth2 as JsforceOAuth2, TokenResponse } from 'jsforce/lib/oauth2.js';
import { keepSecret } from '../../../config/secrecy.ts';
import { ConnectorError } from '../../errors.ts';
import { loadJsforce } from '../jsforce.ts';
import type { Session } from './session.ts';

export interface OAuthClient {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly redirectUri?: string;
  /** PKCE: makes and keeps a verifier. */
  readonly useVerifier?: boolean;
}

export async function oauthClient(client: OAuthClient): Promise<JsforceOAuth2> {
  const { OAuth2 } = await loadJsforce();
  return new OAuth2(client);
}

/** Turns a token answer into a session and a refusal into one sentence without secrets. */
export async function sessionOf(
  loginUrl: string,
  asked: Promise<TokenResponse>,
): Promise<Session & { refreshToken?: string }> {
  try {
    const token = await asked;
    for (const secret of [token.access_token, token.refresh_token]) if (secret) keepSecret(secret);
    return {
      instanceUrl: token.instance_url,
      accessToken: token.access_token,
      refreshToken: token.refresh_token,
    };
  } catch (cause) {
    const code = cause instanceof Error ? cause.name : 'LOGIN_FAILED';
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ConnectorError('auth', code, `${new URL(loginUrl).host} refused the login: ${said}`, { cause });
  }
}
