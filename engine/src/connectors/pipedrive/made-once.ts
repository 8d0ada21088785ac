import { ConnectorError, type RecordError } from '../errors.ts';
import type { Account } from './account.ts';
import type { RestRequest } from './rest.ts';

/** Made once: if the answer is lost, the account is asked whether it is there. */
export async function madeOnce(
  account: Account,
  to: Pick<RestRequest, 'version' | 'path'>,
  json: object,
  there: () => Promise<string | undefined>,
): Promise<RecordError | undefined> {
  try {
    await account.rest.send({ method: 'POST', ...to, json, repeat: 'once' });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.class === 'auth' || error.class === 'quota') throw error;
    if (error.class === 'doubt' && (await there()) !== undefined) return undefined;
    return { class: error.class, code: error.code, message: error.message };
  }
}
