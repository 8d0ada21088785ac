import { createHash } from 'node:crypto';
import type { Fingerprint } from '../destination.ts';

/** Size and MD5 of bytes as they stream by. */
export async function fingerprintOf(bytes: AsyncIterable<unknown>): Promise<Fingerprint> {
  const hash = createHash('md5');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { bytes: size, md5: hash.digest('hex') };
}
