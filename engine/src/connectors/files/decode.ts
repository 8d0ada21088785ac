/** The text of a file, piece by piece, in an encoding that is known or that shows while it is read. */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { TextFacts } from './encoding.ts';
import { asBuffer, headBytes, lettersEncoding, openSequence } from './encoding.ts';
import type { TreeFile } from './tree.ts';

/** The text of a file in pieces; a byte order mark is taken off. */
export async function* decoded(file: TreeFile, encoding: string): AsyncGenerator<string> {
  const known: boolean = iconv.encodingExists(encoding);
  if (!known)
    throw new Error(
      `${file.path}: there is no encoding "${encoding}". Correct "encoding" in its schema's origin.`,
    );
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of file.open()) {
    const text = decoder.write(asBuffer(chunk));
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

/** What is known of a file's encoding; true of all that has been read so far. */
export interface Encoding extends Pick<TextFacts, 'encoding' | 'certainty'> {
  /** Bytes were met that the encoding cannot have: rows with U+FFFD are not what the exporter meant. */
  readonly brokenBytes: boolean;
}

export interface WatchedText {
  readonly text: AsyncIterable<string>;
  encoding(): Encoding;
}

/**
 * Reads a file whose head was all ASCII, or told its encoding, once: the first bytes that are not ASCII decide. Encodings that
 * come into question then agree on what was read before.
 */
export function watchedText(file: TreeFile, facts: Pick<TextFacts, 'encoding' | 'certainty'>): WatchedText {
  let known = facts;
  let brokenBytes = false;
  let carry = Buffer.alloc(0);

  function watch(chunk: Buffer): void {
    if (known.encoding !== 'utf-8' || brokenBytes) return;
    const joined = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const whole = joined.length - openSequence(joined);
    brokenBytes = !isUtf8(joined.subarray(0, whole));
    carry = Buffer.from(joined.subarray(whole));
  }

  async function* pieces(): AsyncGenerator<string> {
    let decoder = iconv.getDecoder(known.encoding);
    let ahead: Buffer[] = [];
    let bytes = 0;
    function* decide(): Generator<string> {
      const joined = Buffer.concat(ahead);
      ahead = [];
      known = lettersEncoding(joined);
      decoder = iconv.getDecoder(known.encoding);
      watch(joined);
      yield decoder.write(joined);
    }
    for await (const piece of file.open()) {
      const chunk = asBuffer(piece);
      if (known.certainty !== 'open') {
        watch(chunk);
        yield decoder.write(chunk);
      } else if (ahead.length === 0 && isAscii(chunk)) {
        yield chunk.toString('latin1');
      } else {
        ahead.push(chunk);
        bytes += chunk.length;
        if (bytes >= headBytes) yield* decide();
      }
    }
    if (ahead.length > 0) yield* decide();
    brokenBytes ||= carry.length > 0;
    const rest = decoder.end();
    if (rest) yield rest;
  }

  return { text: pieces(), encoding: () => ({ ...known, brokenBytes }) };
}
