/** What kind of field it is, from the values that went by. */
import type { FieldKind } from '../../schema/types.ts';
import type { DateOrder } from './dates.ts';
import type { DecimalSign } from './numbers.ts';
import type { FieldObserver } from './observe.ts';
import type { Shape } from './shapes.ts';
import { shapesOf } from './shapes.ts';

/** Of the filled values, the share that must look like a kind; the rest are reported as misfits and read as text. */
const enough = 0.95;
/** Digits that nobody calculates with. */
const digitsAsText =
  /(?:^|_)(?:ids?|phone|mobile|cell|fax|tel|telephone|zip|postal|postcode|plz|code|sku|iban|bic|vat|isbn|number|no|ref|version)(?:_|$)/;
const telephoneName = /(?:^|_)(?:phone|mobile|cell|fax|tel|telephone)(?:_|$)/;
const listName = /(?:^|_)(?:ids|tags|labels|emails|phones|categories|skills|interests)$/;
const maxPicklist = 24;

export interface Dialects {
  readonly dateOrder: DateOrder;
  readonly decimal: DecimalSign;
  /** Nothing in the data decided these. */
  readonly assumed: readonly ('dateOrder' | 'decimal')[];
}

/** Date order and decimal sign of a file: those under which most values make sense. */
export function findDialects(fields: readonly FieldObserver[]): Dialects {
  let [dmy, mdy, dots, dates] = [0, 0, 0, 0];
  let [withDot, withComma] = [0, 0];
  for (const field of fields) {
    const shared = Math.max(field.count('dayMonthYear'), field.count('monthDayYear'));
    if (shared > 0 && shared >= field.filled / 2) {
      dmy += field.count('dayMonthYear');
      mdy += field.count('monthDayYear');
      dots += field.count('dots');
      dates += shared - field.count('yearFirst');
    }
    const numbers = Math.max(field.count('numberWithDot'), field.count('numberWithComma'));
    if (numbers > 0 && numbers >= field.filled / 2) {
      withDot += field.count('numberWithDot');
      withComma += field.count('numberWithComma');
    }
  }
  const dateOrder = dmy === mdy ? (dots * 2 >= dates ? 'DMY' : 'MDY') : dmy > mdy ? 'DMY' : 'MDY';
  const assumed = dates > 0 && dmy === mdy ? (['dateOrder'] as const) : [];
  return { dateOrder: dates > 0 ? dateOrder : 'DMY', decimal: withComma > withDot ? ',' : '.', assumed };
}

/** The kind that at least 95 in 100 of the filled values fit. References are found elsewhere. */
export function kindOf(name: string, field: FieldObserver, { dateOrder, decimal }: Dialects): FieldKind {
  const fits = (count: number): boolean => field.filled > 0 && count >= field.filled * enough;
  if (field.filled === 0) return telephoneName.test(name) ? 'phone' : 'text';
  if (fits(field.lists + field.count('jsonList'))) return 'list';
  if (fits(field.objects + field.count('jsonObject'))) return 'json';
  if (fits(field.booleans + field.count('boolean'))) return 'boolean';
  const date = fits(field.count(dateOrder === 'DMY' ? 'dayMonthYear' : 'monthDayYear'));
  if (date) return field.count('withTime') > 0 ? 'datetime' : 'date';
  if (fits(field.count('time'))) return 'time';
  return numberKind(name, field, decimal, fits) ?? textKind(name, field, fits);
}

function numberKind(
  name: string,
  field: FieldObserver,
  decimal: DecimalSign,
  fits: (count: number) => boolean,
): FieldKind | undefined {
  if (field.count('leadingZero') > 0 || digitsAsText.test(name)) return undefined;
  const texts = field.count(decimal === '.' ? 'numberWithDot' : 'numberWithComma');
  if (!fits(texts + field.numbers)) return undefined;
  if (fits(field.count('percent'))) return 'percent';
  if (fits(field.count('money'))) return 'currency';
  return fits(field.count('integer') + field.wholeNumbers) &&
    texts + field.numbers === field.count('integer') + field.wholeNumbers
    ? 'integer'
    : 'number';
}

function textKind(name: string, field: FieldObserver, fits: (count: number) => boolean): FieldKind {
  if (fits(field.count('email'))) return 'email';
  if (fits(field.count('url'))) return 'url';
  if (telephoneName.test(name)) return 'phone';
  if (field.count('html') >= Math.max(1, field.filled * 0.2)) return 'html';
  if (isList(name, field)) return 'list';
  if (field.count('lines') > 0 || field.longest > 255) return 'longtext';
  const { complete } = field.values();
  const few = complete && field.distinct <= maxPicklist && field.distinct * 5 <= field.filled;
  return few && field.longest <= 50 ? 'picklist' : 'text';
}

/** Parts between semicolons, in a field whose name or values say that it is a list. */
function isList(name: string, field: FieldObserver): boolean {
  const parts = field.count('parts');
  if (parts === 0) return false;
  if (listName.test(name) && parts + field.count('id') + field.count('email') > 0) return true;
  return parts >= field.filled * 0.3 && field.longest <= 1000 && field.count('lines') === 0 && repeats(field);
}

function repeats(field: FieldObserver): boolean {
  const parts = new Set<string>();
  let total = 0;
  for (const { value, count } of field.values().values)
    for (const part of value.split(';')) {
      parts.add(part.trim());
      total += count;
    }
  return total >= 10 && parts.size * 2 <= total;
}

/** Values that the kind does not fit, with a few of them. */
export function misfits(
  kind: FieldKind,
  field: FieldObserver,
  dialects: Dialects,
): { readonly misfits: number; readonly misfitSamples: readonly string[] } | undefined {
  const shape = shapeOf(kind, dialects);
  if (!shape) return undefined;
  const native = kind === 'boolean' ? field.booleans : kind === 'json' ? field.objects : field.numbers;
  const count = field.filled - native - field.count(shape);
  if (count <= 0) return undefined;
  return { misfits: count, misfitSamples: field.samplesOf((text) => !shapesOf(text).includes(shape)) };
}

function shapeOf(kind: FieldKind, { dateOrder, decimal }: Dialects): Shape | undefined {
  if (kind === 'date' || kind === 'datetime') return dateOrder === 'DMY' ? 'dayMonthYear' : 'monthDayYear';
  if (['integer', 'number', 'currency', 'percent'].includes(kind))
    return decimal === '.' ? 'numberWithDot' : 'numberWithComma';
  if (kind === 'boolean' || kind === 'time' || kind === 'email' || kind === 'url') return kind;
  return kind === 'json' ? 'jsonObject' : undefined;
}
