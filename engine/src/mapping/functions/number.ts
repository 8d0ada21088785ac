import type { Value } from '../../values.ts';
import { asBoolean, asNumber, asText } from '../coerce.ts';
import { Misfit } from '../misfit.ts';
import { rounded } from '../rounding.ts';
import type { Implementations } from './implementation.ts';
import type { numberSignatures } from './signatures/number.ts';

export const numberFunctions: Implementations<typeof numberSignatures> = {
  number: (value, decimal) => numeral(value, decimal),
  integer: (value, decimal) => {
    const number = numeral(value, decimal);
    return number instanceof Misfit ? number : rounded(number, 0);
  },
  currency: (value, decimals) => {
    const amount = typeof value === 'number' ? value : amountIn(asText(value));
    return amount instanceof Misfit ? amount : rounded(amount, decimals ?? 2);
  },
  boolean: (value, yes, no) => {
    const found = yes === undefined && no === undefined ? asBoolean(value) : wordFor(value, yes, no);
    return found ?? new Misfit('is neither true nor false', value);
  },
};

function wordFor(value: Value, yes: string | undefined, no: string | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = asText(value).trim().toLowerCase();
  if (word === yes?.trim().toLowerCase()) return true;
  return word === no?.trim().toLowerCase() ? false : undefined;
}

function numeral(value: Value, decimal: string | undefined): number | Misfit {
  if (typeof value === 'number') return value;
  const sign = decimal ?? '.';
  if (sign !== '.' && sign !== ',') return new Misfit('is no decimal sign: "." or ","', sign);
  const text = asText(value);
  return grouped(unsigned(text.replace(/%\s*$/, '')), sign) ?? new Misfit('is no number', text);
}

interface Unsigned {
  readonly digits: string;
  readonly negative: boolean;
}

/** Takes off white space, thousands apostrophes and the sign: a minus before or behind, or brackets. */
function unsigned(text: string): Unsigned {
  const digits = text.replace(/[\s'’]/g, '').replace(/[−–]/g, '-');
  const inner = /^\((.*)\)$/.exec(digits)?.[1] ?? /^-(.*)$/.exec(digits)?.[1] ?? /^(.*)-$/.exec(digits)?.[1];
  return inner === undefined
    ? { digits: digits.replace(/^\+/, ''), negative: false }
    : { digits: inner, negative: true };
}

/** Digits with well-formed thousands groups and the given decimal sign. */
function grouped({ digits, negative }: Unsigned, decimal: '.' | ','): number | undefined {
  const american = decimal === '.' ? digits : digits.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
  if (american.includes(',') && !/^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$/.test(american)) return undefined;
  const number = asNumber(american.replaceAll(',', ''));
  return number === undefined || /^[+-]/.test(american) ? undefined : negative ? 0 - number : number;
}

function amountIn(text: string): number | Misfit {
  const bare = unsigned(text.replace(/\p{Sc}|\b\p{L}{1,3}\b\.?/gu, ''));
  const decimal = decimalSignOf(bare.digits);
  if (decimal === undefined) {
    return new Misfit('can be read in two ways: use number() with the decimal sign', text);
  }
  return grouped(bare, decimal) ?? new Misfit('is no amount', text);
}

/** The sign that stands last and once; `undefined` where "1,234" leaves it open. */
function decimalSignOf(digits: string): '.' | ',' | undefined {
  const signs = digits.match(/[.,]/g) ?? [];
  const last = signs.at(-1) === ',' ? ',' : '.';
  const other = last === ',' ? '.' : ',';
  if (signs.length === 0) return '.';
  if (new Set(signs).size === 2) return last;
  if (signs.length > 1) return other;
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? undefined : last;
}
