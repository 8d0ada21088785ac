/** Which encoding and line end a text file has, as far as its head tells. */
import { isAscii, isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { TreeFile } from './tree.ts';

export interface TextFacts {
  /** Name that iconv-lite knows. */
  readonly encoding: string;
  /**
   * What decided it: a byte order mark or the letters met (`seen`), the frequencies of letters (`guessed`), or nothing, since
   * all is ASCII so far (`open`).
   */
  readonly certainty: 'seen' | 'guessed' | 'open';
  /** The head, decoded. */
  readonly sample: string;
  readonly lineEnd: 'lf' | 'crlf' | 'cr';
  readonly empty: boolean;
  /** The file is no text at all. */
  readonly binary: boolean;
}

/** Bytes of a file that are looked at before it is read. */
export const headBytes = 256 * 1024;
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
  const head = await headOf(file);
  const { encoding, certainty } = encodingOf(head);
  const sample = iconv.decode(head, encoding);
  const nuls = sample.slice(0, 4096).split('\0').length - 1;
  return {
    encoding,
    certainty,
    sample,
    lineEnd: lineEnd(sample),
    empty: head.length < headBytes && sample.trim() === '',
    binary: nuls > 40 || (nuls > 0 && nuls > sample.length / 10),
  };
}

async function headOf(file: TreeFile): Promise<Buffer> {
  const head: Buffer[] = [];
  let bytes = 0;
  for await (const piece of file.open()) {
    head.push(asBuffer(piece));
    bytes += piece.length;
    if (bytes >= headBytes) break;
  }
  return Buffer.concat(head).subarray(0, headBytes);
}

function encodingOf(head: Buffer): Pick<TextFacts, 'encoding' | 'certainty'> {
  const marked = byteOrderMark(head) ?? bareUtf16(head);
  if (marked) return { encoding: marked, certainty: 'seen' };
  if (isAscii(head)) return { encoding: 'utf-8', certainty: 'open' };
  return lettersEncoding(head);
}

/** The encoding of bytes that are not all ASCII; they may end within a character. */
export function lettersEncoding(bytes: Buffer): Pick<TextFacts, 'encoding' | 'certainty'> {
  const whole = bytes.subarray(0, bytes.length - openSequence(bytes));
  if (isUtf8(whole) || isMostlyUtf8(whole)) return { encoding: 'utf-8', certainty: 'seen' };
  const first = bytes.findIndex((byte) => byte > 0x7f);
  return { encoding: guess(bytes.subarray(first)), certainty: 'guessed' };
}

/** Bytes at the end that begin a character which the next chunk may complete. */
export function openSequence(bytes: Buffer): number {
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

function guess(bytes: Buffer): string {
  const candidates = chardet.analyse(bytes).filter((c) => iconv.encodingExists(c.name));
  if (hasWordsOfOddLetters(bytes)) {
    const other = candidates.find((c) => !westEuropean.has(c.name));
    return other?.name.toLowerCase() ?? 'windows-1252';
  }
  // Spreadsheets in the west write windows-1252; its cousins differ in a few letters and are not told apart safely.
  const [best] = candidates;
  const central = best && ['windows-1250', 'ISO-8859-2'].includes(best.name) && best.confidence >= 60;
  return central ? best.name.toLowerCase() : 'windows-1252';
}

/** Latin letters beyond ASCII stand alone among others; those of another script stand side by side. */
function hasWordsOfOddLetters(bytes: Buffer): boolean {
  let [odd, beside] = [0, 0];
  bytes.forEach((byte, i) => {
    if (byte <= 0x7f) return;
    odd++;
    if ((bytes[i - 1] ?? 0) > 0x7f) beside++;
  });
  return beside > odd / 2;
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
