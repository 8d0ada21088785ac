import type { Implementations } from './implementation.ts';
import type { textSignatures } from './signatures/text.ts';
import { asText, parts } from '../coerce.ts';
import { Misfit } from '../misfit.ts';
import { compilePattern } from './pattern.ts';

export const textFunctions: Implementations<typeof textSignatures> = {
  trim: (text) => text.trim(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  title: (text) => text.toLowerCase().replace(wordStart, (start) => start.toUpperCase()),
  replace: (text, find, replacement) => (find === '' ? text : text.split(find).join(replacement)),
  matches: (text, pattern) => {
    const regex = compilePattern(pattern);
    return regex instanceof Misfit ? regex : regex.test(text);
  },
  extract: (text, pattern, group) => {
    const regex = compilePattern(pattern);
    if (regex instanceof Misfit) return regex;
    const found = regex.exec(text);
    if (!found) return null;
    return found[group ?? (found.length > 1 ? 1 : 0)] ?? null;
  },
  before: (text, mark) => {
    const at = text.indexOf(mark);
    return at < 0 ? null : text.slice(0, at);
  },
  after: (text, mark) => {
    const at = text.indexOf(mark);
    return at < 0 ? null : text.slice(at + mark.length);
  },
  split: (text, separator) => (separator === '' ? [text] : parts(text, separator)),
  join: (list, separator) => list.map(asText).join(separator ?? '; '),
  truncate: (text, length, ending = '') => {
    if (length < ending.length) return new Misfit(`cannot be cut to ${length}`, text);
    return text.length <= length ? text : cut(text, length - ending.length) + ending;
  },
  pad: (text, length, filler = '0') => {
    if (length > 10_000) return new Misfit('can be filled up to 10,000 at most', text);
    return text.padStart(length, filler);
  },
};

// After white space, a hyphen or the like; after an apostrophe only where one letter stands before it (O'Neil, not Don'T).
const wordStart = /(?<=^|[\s\-–/(."“„&]|(?:^|[^\p{L}])\p{L}['’])\p{L}/gu;

/** The first `length` code units, less one where that would leave half a character. */
function cut(text: string, length: number): string {
  const code = text.charCodeAt(length - 1);
  return text.slice(0, length > 0 && code >= 0xd800 && code <= 0xdbff ? length - 1 : length);
}
