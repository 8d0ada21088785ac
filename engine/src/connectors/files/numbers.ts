/** Numbers as people and exports write them. */

export type DecimalSign = '.' | ',';

const signs = /[\s'’\u00a0\u202f]/g;
const money = /^(?:\p{Sc}|[A-Z]{3}\b)\s?|\s?(?:\p{Sc}|\b[A-Z]{3}|%)$/gu;
const plain = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
const shapes: Readonly<Record<DecimalSign, RegExp>> = {
  '.': /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$/,
  ',': /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d*)?(?:[eE][+-]?\d{1,3})?$/,
};

/**
 * The number in a text such as `1.234,50`, `$1,200` or `12 %`; `undefined` where there is none, or where a number could
 * not hold all its digits. A leading zero (`01067`) makes a text, not a number.
 */
export function parseNumber(text: string, decimal: DecimalSign): number | undefined {
  if (decimal === '.' && plain.test(text)) return exact(text);
  const bare = text.trim().replace(money, '').replace(signs, '');
  if (!shapes[decimal].test(bare) || /^[+-]?0\d/.test(bare)) return undefined;
  return exact(decimal === '.' ? bare.replaceAll(',', '') : bare.replaceAll('.', '').replace(',', '.'));
}

function exact(text: string): number | undefined {
  const value = Number(text);
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  return Number.isFinite(value) && digits.length <= 15 ? value : undefined;
}
