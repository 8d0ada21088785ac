import type { Word } from './words.ts';

/** Words before a bracket that are no function. */
const beforeBracket = new Set(['and', 'or', 'not', 'if', 'then', 'else', 'when', 'where', 'link', 'in']);

/** What stands between two words of one line. */
export function spaceBetween(before: Word, after: Word): '' | ' ' {
  if (before.comment || after.comment) return ' ';
  if (before.sign || /^[([.]$/.test(before.text) || /^[)\],.%]$/.test(after.text)) return '';
  if (opensTemplate(before) || continuesTemplate(after)) return '';
  if (after.text === '(') return isName(before) && !beforeBracket.has(before.text) ? '' : ' ';
  return ' ';
}

const isName = ({ text }: Word): boolean => /^[\p{L}_`]/u.test(text);
const opensTemplate = ({ text }: Word): boolean =>
  /^["}]/.test(text) && text.length > 1 && text.endsWith('{');
const continuesTemplate = ({ text }: Word): boolean => text.startsWith('}') && text.length > 1;
