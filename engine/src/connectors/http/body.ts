import { createReadStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileValue } from '../destination.ts';

/** A request body that can be sent again: every attempt opens it anew. */
export interface Body {
  readonly contentType: string;
  /** Bytes, sent as Content-Length; a body that turns out longer or shorter fails before the server can take it. */
  readonly bytes: number;
  open(): string | Buffer | Readable;
}

export function textBody(contentType: string, text: string): Body {
  return { contentType, bytes: Buffer.byteLength(text), open: () => text };
}

export function jsonBody(value: unknown): Body {
  return textBody('application/json', JSON.stringify(value));
}

/** The bytes of a file on disk, which must not change until the request has been answered. */
export function fileBody(contentType: string, path: string, bytes: number): Body {
  return { contentType, bytes, open: () => createReadStream(path) };
}

/** The body could not be read: nothing complete was sent, and sending again would fail again. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

export type Part =
  | { readonly name: string; readonly contentType: string; readonly text: string }
  | { readonly name: string; readonly contentType: string; readonly file: FileValue };

/** multipart/form-data whose files are streamed, never held in memory. */
export function multipartBody(parts: readonly Part[]): Body {
  const boundary = `migmap-${randomUUID()}`;
  const heads = parts.map((part) => head(boundary, part));
  const end = `--${boundary}--\r\n`;
  const bytes = parts.reduce(
    (sum, part, i) =>
      sum +
      Buffer.byteLength(heads[i] ?? '') +
      ('file' in part ? part.file.bytes : Buffer.byteLength(part.text)) +
      2,
    Buffer.byteLength(end),
  );
  async function* pieces(): AsyncGenerator<string | Buffer> {
    for (const [i, part] of parts.entries()) {
      yield heads[i] ?? '';
      if ('file' in part) yield* checked(part.file);
      else yield part.text;
      yield '\r\n';
    }
    yield end;
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes,
    open: () => Readable.from(pieces(), { objectMode: false }),
  };
}

async function* checked(file: FileValue): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const chunk of file.open() as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    throw new BodyError(`The file "${file.name}" cannot be read.`, { cause });
  }
  if (bytes !== file.bytes) {
    throw new BodyError(`The file "${file.name}" has ${bytes} bytes, but ${file.bytes} were announced.`);
  }
}

function head(boundary: string, part: Part): string {
  const file = 'file' in part ? `; filename="${quoted(part.file.name)}"` : '';
  return (
    `--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"${file}\r\n` +
    `Content-Type: ${part.contentType}\r\n\r\n`
  );
}

/** As browsers write a filename: quotes and line ends percent-encoded. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
