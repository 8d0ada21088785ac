import type { Fingerprint } from '../destination.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import { readRecords } from './read.ts';
import type { Reader } from './reader.ts';
import type { Rest } from './rest.ts';

/** A file's version tells size and MD5 of itself; what does not (an old attachment) is fetched. */
export async function fingerprints(
  reader: Reader,
  rest: Rest,
  object: string,
  field: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Fingerprint>> {
  const told = object === 'ContentVersion';
  const found = new Map<string, Fingerprint>();
  for (const { id, values } of await readRecords(
    reader,
    rest,
    object,
    ids,
    told ? ['ContentSize', 'Checksum'] : [],
  )) {
    const { ContentSize: bytes, Checksum: md5 } = values;
    if (typeof bytes === 'number' && typeof md5 === 'string') found.set(id, { bytes, md5 });
    else {
      const path = `/sobjects/${object}/${id}/${field}`;
      found.set(id, await rest.stream({ method: 'GET', path, repeat: 'safe' }, fingerprintOf));
    }
  }
  return found;
}
