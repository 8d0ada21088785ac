/** Where secrets come from on a command line: the environment, and nothing else. Their values are never kept or printed. */

import { keepSecret } from './secrecy.ts';

/** The secrets that connectors ask for. `CLIENT_ID` and `USERNAME` are no secrets in themselves but travel with one. */
export const secretNames = [
  'ACCESS_TOKEN',
  'REFRESH_TOKEN',
  'API_TOKEN',
  'API_KEY',
  'ACCESS_KEY',
  'CLIENT_SECRET',
  'PASSWORD',
  'PRIVATE_KEY',
] as const;

/** Connection `acme-uat` → `MIGMAP_ACME_UAT_`. */
export function variablePrefix(connection: string): string {
  return `MIGMAP_${environmentName(connection)}_`;
}

/** Connection `acme-uat`, secret `ACCESS_TOKEN` → `MIGMAP_ACME_UAT_ACCESS_TOKEN`. */
export function secretVariable(connection: string, secret: string): string {
  return variablePrefix(connection) + environmentName(secret);
}

/** Reads a connection's secrets from the environment; an empty variable counts as not given. */
export function environmentSecrets(
  connection: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): (name: string) => Promise<string | undefined> {
  return async (name) => {
    const value = environment[secretVariable(connection, name)] || undefined;
    if (value !== undefined && isSecret(name)) keepSecret(value);
    return value;
  };
}

function isSecret(name: string): boolean {
  return secretNames.some((secret) => secret === name);
}

function environmentName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase();
}
