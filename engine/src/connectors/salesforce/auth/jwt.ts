import { createPrivateKey, sign } from 'node:crypto';
import { keepSecret } from '../../../config/secrecy.ts';
import { ConnectorError } from '../../errors.ts';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * The signed assertion of the JWT bearer flow (RS256), good for three minutes. `audience` is the login host
 * (`https://login.salesforce.com`, `https://test.salesforce.com` or a My Domain address); `privateKey` is PEM.
 */
export function jwtAssertion(claims: {
  readonly clientId: string;
  readonly username: string;
  readonly audience: string;
  readonly privateKey: string;
  readonly now?: number;
}): string {
  const expires = Math.floor((claims.now ?? Date.now()) / 1000) + 180;
  const text = `${base64url({ alg: 'RS256' })}.${base64url({
    iss: claims.clientId,
    sub: claims.username,
    aud: claims.audience,
    exp: expires,
  })}`;
  const assertion = `${text}.${sign('sha256', Buffer.from(text), key(claims.privateKey)).toString('base64url')}`;
  keepSecret(assertion);
  return assertion;
}

function key(pem: string) {
  try {
    // Environment variables often carry the line ends as two characters.
    return createPrivateKey(pem.replaceAll('\\n', '\n'));
  } catch (cause) {
    throw new ConnectorError(
      'auth',
      'BAD_PRIVATE_KEY',
      'PRIVATE_KEY is not a PEM private key. Give the text of the file, "-----BEGIN …" included.',
      { cause },
    );
  }
}
