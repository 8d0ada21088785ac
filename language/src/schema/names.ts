import { distance } from 'fastest-levenshtein';

/** Words that mean themselves where a value begins; as names they are written in backticks. */
const valueWords = new Set(['true', 'false', 'if', 'not', 'empty']);

/** `Employee Count` → `employee_count`: the form in which a heading may be named without backticks. */
export function snakeCase(heading: string): string {
  return heading
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}

/** The name as it is written in a mapping: in backticks unless it is a plain word. */
export function written(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !valueWords.has(name) ? name : `\`${name}\``;
}

const escapes: Readonly<Record<string, string>> = { '\n': 'n', '\t': 't', '\r': 'r' };

/** A text as it is written in a mapping: in quotes; an open brace would begin an expression. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\{\n\t\r]/g, (sign) => `\\${escapes[sign] ?? sign}`)}"`;
}

/** Up to three candidates close enough to be what was meant, nearest first. */
export function nearest(name: string, candidates: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(name.length / 3));
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const other = candidate.toLowerCase();
    const contained = wanted.length >= 4 && other.startsWith(wanted);
    const score = other === wanted ? 0 : Math.min(distance(wanted, other), contained ? limit : Infinity);
    if (score <= limit) scored.push({ candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || a.candidate.length - b.candidate.length);
  return scored.slice(0, 3).map((s) => s.candidate);
}
