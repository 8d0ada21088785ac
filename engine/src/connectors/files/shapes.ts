/** What a text could be, by its looks alone. */
import { parseBoolean } from './booleans.ts';
import { parseDate, parseTime } from './dates.ts';
import { parseJson } from './lists.ts';
import { parseNumber } from './numbers.ts';

export const shapes = [
  'integer',
  'numberWithDot',
  'numberWithComma',
  'money',
  'percent',
  'leadingZero',
  'boolean',
  'dayMonthYear',
  'monthDayYear',
  'yearFirst',
  'withTime',
  'dots',
  'time',
  'email',
  'url',
  'telephone',
  'html',
  'lines',
  'jsonList',
  'jsonObject',
  'parts',
  'id',
] as const;
export type Shape = (typeof shapes)[number];

const email = /^[^\s@<>"(),;]+@[^\s@<>"(),;]+\.[^\s@<>"(),;.]+$/;
const url = /^https?:\/\/\S+$/i;
const telephone = /^\+?[\d\s()./-]{6,24}(?:\s?(?:x|ext\.?)\s?\d{1,6})?$/i;
const html = /<(?:p|br|div|span|ul|ol|li|b|i|a|h[1-6]|table|html|strong|em)\b[^>]*>/i;
const id =
  /^(?:[A-Za-z]{1,8}[-_:]\d+|[A-Za-z]{1,3}\d{3,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24}|(?=\w*\d)(?=\w*[A-Z])\w{15,18})$/i;

/** Whether a text looks like the identifier of a record (a plain number does not: those are told by the field's name). */
export const looksLikeId = (text: string): boolean => text.length <= 64 && id.test(text);

export function shapesOf(text: string): readonly Shape[] {
  const found: Shape[] = [];
  const value = text.trim();
  if (value.includes('\n')) found.push('lines');
  if (value.includes('<') && html.test(value)) found.push('html');
  if (value.length > 400)
    return value.startsWith('[') || value.startsWith('{') ? [...found, ...jsonShapes(value)] : found;
  const sign = value.charCodeAt(0);
  if (hasDigit.test(value)) found.push(...numberShapes(value), ...dateShapes(value));
  if (sign === 0x5b || sign === 0x7b) found.push(...jsonShapes(value));
  if (value.length <= 5 && parseBoolean(value) !== undefined) found.push('boolean');
  if (value.includes('@') && email.test(value)) found.push('email');
  if (url.test(value)) found.push('url');
  if (telephone.test(value)) found.push('telephone');
  if (looksLikeId(value)) found.push('id');
  if (isParts(value)) found.push('parts');
  return found;
}

const hasDigit = /\d/;

/** Signs that no amount, percentage or number holds. */
const notNumeric = /[a-df-z@/:;]/;

function numberShapes(text: string): Shape[] {
  if (text.length > 40 || notNumeric.test(text)) return [];
  const found: Shape[] = [];
  const [dot, comma] = [parseNumber(text, '.'), parseNumber(text, ',')];
  if (dot !== undefined) found.push('numberWithDot');
  if (comma !== undefined) found.push('numberWithComma');
  if (/^[+-]?\d+$/.test(text) && dot !== undefined) found.push('integer');
  if (/^0\d+$/.test(text)) found.push('leadingZero');
  if (found.length === 0) return found;
  if (text.endsWith('%')) found.push('percent');
  else if (/\p{Sc}|[A-Z]{3}/u.test(text)) found.push('money');
  return found;
}

/** As two parts of a date are. */
const separated = /^\d{1,4}[./-]\d/;

function dateShapes(text: string): Shape[] {
  if (text.length < 6 || text.length > 40 || !separated.test(text))
    return parseTime(text) === undefined ? [] : ['time'];
  const [dmy, mdy] = [parseDate(text, 'DMY'), parseDate(text, 'MDY')];
  const date = dmy ?? mdy;
  if (!date) return parseTime(text) === undefined ? [] : ['time'];
  const found: Shape[] = [];
  if (dmy) found.push('dayMonthYear');
  if (mdy) found.push('monthDayYear');
  if (/^\d{4}/.test(text)) found.push('yearFirst');
  if (/^\d+\./.test(text)) found.push('dots');
  if (date.hasTime) found.push('withTime');
  return found;
}

function jsonShapes(text: string): Shape[] {
  const value = parseJson(text);
  if (Array.isArray(value)) return ['jsonList'];
  return typeof value === 'object' && value !== null ? ['jsonObject'] : [];
}

/** `a;b;c`: short parts, as in a list of tags or ids. */
function isParts(text: string): boolean {
  if (!text.includes(';') || text.includes('\n')) return false;
  return text.split(';').every((part) => part.trim().length <= 60);
}
