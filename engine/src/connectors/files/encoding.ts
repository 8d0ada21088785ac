/** Which encoding and line end a text file has, found by reading it through once. */
import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { TreeFile } from './tree.ts';

export interface TextFacts {
  /** Name that iconv-lite knows. */
  readonly encoding: string;
  /** The encoding was guessed from frequencies of letters. */
  readonly guessed: boolean;
  /** Bytes that the encoding cannot have: rows with U+FFFD are not what the exporter meant. */
  readonly brokenBytes: boolean;
  /** The start of the file, decoded; at most `sampleBytes`. */
  readonly sample: string;
  readonly lineEnd: 'lf' | 'crlf' | 'cr';
  readonly empty: boolean;
  /** The file is no text at all. */
  readonly binary: boolean;
}

const sampleBytes = 256 * 1024;
const westEuropean = new Set([
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-9',
  'ISO-8859-15',
  'windows-1250',
  'windows-1252',
  'windows-1254',
]);

export async function textFacts(file: TreeFile): Promise<TextFacts> {
  const { head, odd, valid, bytes } = await scan(file);
  const bom = byteOrderMark(head) ?? bareUtf16(head);
  const { encoding, guessed } = bom
    ? { encoding: bom, guessed: false }
    : valid
      ? { encoding: 'utf-8', guessed: false }
      : guess(Buffer.concat([head, odd]));
  const sample = iconv.decode(head, encoding);
  const nuls = sample.slice(0, 4096).split('\0').length - 1;
  return {
    encoding,
    guessed,
    brokenBytes: encoding === 'utf-8' && !valid,
    sample,
    lineEnd: lineEnd(sample),
    empty: bytes === 0 || (bytes <= sampleBytes && sample.trim() === ''),
    binary: nuls > 40 || (nuls > 0 && nuls > sample.length / 10),
  };
}

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

/** The head, some of what follows the first byte that is not ASCII (for the guess), and whether all is UTF-8. */
async function scan(file: TreeFile): Promise<{ head: Buffer; odd: Buffer; valid: boolean; bytes: number }> {
  const head: Buffer[] = [];
  const odd: Buffer[] = [];
  let [bytes, oddBytes, valid] = [0, 0, true];
  let carry = Buffer.alloc(0);
  for await (const piece of file.open()) {
    const chunk = asBuffer(piece);
    if (bytes < sampleBytes) head.push(chunk.subarray(0, sampleBytes - bytes));
    bytes += chunk.length;
    const joined = carry.length ? Buffer.concat([carry, chunk]) : chunk;
    const open = openSequence(joined);
    carry = Buffer.from(joined.subarray(joined.length - open));
    if (isUtf8(joined.subarray(0, joined.length - open))) continue;
    valid = false;
    if (oddBytes > sampleBytes) continue;
    const first = joined.findIndex((byte) => byte > 0x7f);
    odd.push(Buffer.from(joined.subarray(Math.max(0, first), first + 4096)));
    oddBytes += 4096;
  }
  return { head: Buffer.concat(head), odd: Buffer.concat(odd), valid: valid && carry.length === 0, bytes };
}

/** Bytes at the end that begin a character which the next chunk may complete. */
function openSequence(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function byteOrderMark(head: Buffer): string | undefined {
  if (head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: Latin letters make every second byte a NUL. */
function bareUtf16(head: Buffer): string | undefined {
  const start = head.subarray(0, 4096);
  const nuls = [0, 0];
  start.forEach((byte, i) => {
    if (byte === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nuls;
  const many = start.length / 5;
  if (odd > many && even < many / 10) return 'utf-16le';
  return even > many && odd < many / 10 ? 'utf-16be' : undefined;
}

function guess(bytes: Buffer): { encoding: string; guessed: boolean } {
  if (isMostlyUtf8(bytes)) return { encoding: 'utf-8', guessed: false };
  const candidates = chardet.analyse(bytes).filter((c) => iconv.encodingExists(c.name));
  const [best] = candidates;
  // Spreadsheets in the west write windows-1252; its cousins differ in a few letters and are not told apart safely.
  const doubtful = !best || best.confidence < 60 || westEuropean.has(best.name);
  const clearlyOther = best && ['windows-1250', 'ISO-8859-2'].includes(best.name) && best.confidence >= 60;
  return {
    encoding: doubtful && !clearlyOther ? 'windows-1252' : (best?.name.toLowerCase() ?? 'windows-1252'),
    guessed: true,
  };
}

/** Broken here and there: other encodings hardly ever happen upon the sequences of UTF-8. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const signs = iconv.decode(bytes, 'utf-8').match(/[^\0-\x7f]/gu) ?? [];
  const broken = signs.filter((sign) => sign === '\uFFFD').length;
  return signs.length > 5 * broken;
}

function lineEnd(sample: string): TextFacts['lineEnd'] {
  const lf = sample.indexOf('\n');
  if (lf < 0) return sample.includes('\r') ? 'cr' : 'lf';
  return sample[lf - 1] === '\r' ? 'crlf' : 'lf';
}

export const asBuffer = (chunk: string | Buffer): Buffer =>
  typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
