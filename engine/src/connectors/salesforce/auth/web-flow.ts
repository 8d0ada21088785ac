import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { ConnectorError } from '../../errors.ts';
import { oauthClient, sessionOf } from './oauth.ts';
import type { Session } from './session.ts';

export interface WebLogin {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Port of the callback address that the app registers (`http://localhost:1717/OauthRedirect`); 0 takes any free one. */
  readonly port?: number;
  /** Shows the login page to the person. */
  open(url: string): Promise<void> | void;
  readonly signal?: AbortSignal;
}

/** Log in with a browser: authorization code with PKCE, answered on a listener on the loopback address. */
export async function webLogin(login: WebLogin): Promise<Session & { refreshToken?: string }> {
  const state = randomBytes(24).toString('base64url');
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(login.port ?? 1717, '127.0.0.1', resolve);
  });
  try {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const client = await oauthClient({
      loginUrl: login.loginUrl,
      clientId: login.clientId,
      clientSecret: login.clientSecret,
      redirectUri: `http://localhost:${port}/OauthRedirect`,
      useVerifier: true,
    });
    const answered = codeFrom(server, state, login.signal);
    const url = client.getAuthorizationUrl({
      scope: 'api refresh_token',
      state,
      code_challenge_method: 'S256',
    });
    // A refusal must not go unhandled while the page is being opened.
    answered.catch(() => undefined);
    await login.open(url);
    const code = await answered;
    const verifier = client.codeVerifier ?? '';
    return await sessionOf(login.loginUrl, client.requestToken(code, { code_verifier: verifier }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function codeFrom(server: Server, state: string, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (code: string, message: string) => reject(new ConnectorError('auth', code, message));
    signal?.addEventListener('abort', () => refuse('LOGIN_CANCELLED', 'The login was cancelled.'), {
      once: true,
    });
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const code = url.searchParams.get('code');
      const answer = (status: number, text: string) =>
        response
          .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
          .end(text);
      if (url.pathname !== '/OauthRedirect') return answer(404, 'Not here.');
      // Another page of the browser may call this address; only the one we opened knows the state.
      if (url.searchParams.get('state') !== state)
        return answer(400, 'This is not the login that was started.');
      const error = url.searchParams.get('error');
      if (code === null) {
        answer(400, 'Salesforce refused the login. You can close this page.');
        return refuse(
          error ?? 'NO_CODE',
          `The login was refused: ${url.searchParams.get('error_description') ?? error}`,
        );
      }
      answer(200, 'You are logged in. You can close this page.');
      return resolve(code);
    });
  });
}
