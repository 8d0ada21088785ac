/** How values of whatever types compare: `==`, `<`, `in`. */
import { isEmpty, type Value } from '../../values.ts';
import { asBoolean, asNumber, isList } from '../coerce.ts';
import { dayOf, parseIso, type Moment } from '../dates.ts';

/**
 * Two empty values are equal, an empty one equals nothing else. A text equals a number or a boolean that it spells;
 * a day equals every point in time of that day (UTC). White space at the ends does not count, case does.
 */
export function equal(left: Value, right: Value): boolean {
  if (isEmpty(left) || isEmpty(right)) return isEmpty(left) && isEmpty(right);
  if (typeof left === 'string' && typeof right === 'string') {
    const [a, b] = [left.trim(), right.trim()];
    return a === b || orderOfMoments(a, b) === 0;
  }
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    const truth = asBoolean(left);
    return truth !== undefined && truth === asBoolean(right);
  }
  if (typeof left === 'number' || typeof right === 'number') {
    const number = asNumber(left);
    return number !== undefined && number === asNumber(right);
  }
  return JSON.stringify(left) === JSON.stringify(right);
}

/**
 * Negative, 0 or positive; `undefined` where there is no order: something is empty, or a list, or a number against
 * a text that spells none. Texts that both spell numbers or dates compare as such, others by code points.
 */
export function order(left: Value, right: Value): number | undefined {
  if (isEmpty(left) || isEmpty(right) || isList(left) || isList(right)) return undefined;
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a !== undefined && b !== undefined) return a - b;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  return orderOfMoments(left.trim(), right.trim()) ?? (left === right ? 0 : left < right ? -1 : 1);
}

/** A day and a point in time are compared by day. */
function orderOfMoments(left: string, right: string): number | undefined {
  const a = momentOf(left);
  const b = a && momentOf(right);
  if (!a || !b) return undefined;
  if (a.kind === 'instant' && b.kind === 'instant') return a.at - b.at;
  const [day, otherDay] = [dayOf(a) ?? '', dayOf(b) ?? ''];
  return day === otherDay ? 0 : day < otherDay ? -1 : 1;
}

function momentOf(text: string): Moment | undefined {
  return text.length >= 10 && text[4] === '-' ? parseIso(text) : undefined;
}
