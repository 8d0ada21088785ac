import busboy from 'busboy';
import { RequestError } from '../errors.ts';
import type { Exchange } from '../http/types.ts';
import { StoredBody } from '../write/jsonRecord.ts';
import { isRecord } from './shared.ts';

const maxBody = 2 * 1024 ** 3;

/**
 * A record whose bodies come beside it: the first part is its JSON, each further part the bytes of the field that it is
 * named after. The bytes go to disk as they come.
 */
export async function multipartRecord(exchange: Exchange): Promise<Record<string, unknown>> {
  const parts = busboy({ headers: exchange.headers, limits: { fieldSize: 1024 * 1024, files: 4 } });
  let entity: string | undefined;
  const bodies = new Map<string, Promise<StoredBody>>();
  const texts: Promise<void>[] = [];
  parts.on('field', (_name, value) => {
    entity ??= value;
  });
  parts.on('file', (name, stream, info) => {
    if (entity === undefined && info.mimeType.includes('json')) {
      texts.push(
        (async () => {
          const chunks: Buffer[] = [];
          for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
          entity = Buffer.concat(chunks).toString('utf8');
        })(),
      );
      return;
    }
    const saved = exchange.org.blobs.save(stream, maxBody).then((blob) => new StoredBody(blob));
    saved.catch(() => {});
    bodies.set(name, saved);
  });
  const finished = new Promise<void>((done, fail) => {
    parts.on('close', () => done());
    parts.on('error', fail);
  });
  const source = exchange.stream();
  source.on('error', (error) => parts.destroy(error));
  source.on('close', () => {
    if (!source.readableEnded) parts.destroy(new Error('the upload was cut off'));
  });
  source.pipe(parts);
  await finished;
  await Promise.all(texts);
  let record: unknown;
  try {
    record = JSON.parse(entity ?? '');
  } catch {
    record = undefined;
  }
  if (!isRecord(record))
    throw new RequestError(400, 'INVALID_MULTIPART_REQUEST', 'the first part must be the JSON of the record');
  for (const [name, body] of bodies) record[name] = await body;
  return record;
}
