import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** JSON, compressed off the main thread: it is written with every request and seldom read. */
export async function pack(rows: readonly unknown[]): Promise<Uint8Array> {
  return deflate(JSON.stringify(rows), { level: 1 });
}

export function unpack<T>(body: Uint8Array): T[] {
  return JSON.parse(inflateRawSync(body).toString('utf8')) as T[];
}
