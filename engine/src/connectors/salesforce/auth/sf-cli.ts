import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { ConnectorError } from '../../errors.ts';
import type { Session } from './session.ts';

const run = promisify(execFile);
const display = z.object({
  result: z.object({ instanceUrl: z.string(), accessToken: z.string().optional() }),
});
const shown = z.object({
  result: z.union([z.string(), z.object({ accessToken: z.string() }).transform((r) => r.accessToken)]),
});

/** The session of an org that the Salesforce CLI is logged in to; `sf` itself renews it. */
export async function sfSession(alias: string): Promise<Session> {
  const { instanceUrl, accessToken } = (await ask(alias, ['org', 'display'], display)).result;
  // Since 2.136.8 `sf org display` hides the token and a command of its own shows it.
  const hidden = accessToken === undefined || accessToken.includes('REDACTED');
  return {
    instanceUrl,
    accessToken: hidden
      ? (await ask(alias, ['org', 'auth', 'show-access-token', '--no-prompt'], shown)).result
      : accessToken,
  };
}

async function ask<T>(alias: string, command: readonly string[], schema: z.ZodType<T>): Promise<T> {
  try {
    const { stdout } = await run('sf', [...command, '--target-org', alias, '--json'], {
      timeout: 60_000,
      shell: process.platform === 'win32',
    });
    return schema.parse(JSON.parse(stdout));
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new ConnectorError(
      'auth',
      missing ? 'SF_NOT_FOUND' : 'SF_NOT_LOGGED_IN',
      missing
        ? 'The Salesforce CLI (sf) is not on the PATH. Install it or choose another way to log in.'
        : `The Salesforce CLI gave no session for "${alias}". Run: sf org login web --alias ${alias}`,
      // The command's output may hold a token, so it is not passed on.
    );
  }
}
