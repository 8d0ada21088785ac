import type { Fingerprint } from '../destination.ts';
import { ConnectorError } from '../errors.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import type { Account } from './account.ts';

/** Pipedrive tells nothing of a file's bytes but its size: they are fetched. */
export async function fingerprints(
  { rest }: Account,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Fingerprint>> {
  const found = new Map<string, Fingerprint>();
  for (const id of ids) {
    try {
      found.set(id, await rest.stream('v1', `/files/${id}/download`, fingerprintOf));
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.class !== 'reference') throw error;
    }
  }
  return found;
}
