import { doesNotFit, type Signature } from '../signature.ts';

const decimalSign = {
  name: 'decimal',
  type: 'text',
  doc: 'decimal sign of texts: "." (when left out) or ","',
  constant: 'choice',
  choices: ['.', ','],
  optional: true,
} as const;

export const numberSignatures = {
  number: {
    group: 'Numbers and booleans',
    parameters: [{ name: 'value', type: 'any', doc: 'a number or a text' }, decimalSign],
    result: 'number',
    doc: 'The number in a text, with thousands separators, as a percentage or in brackets for minus.',
    examples: [
      ['number("1,234.50")', 1234.5],
      ['number("1.234,50", ",")', 1234.5],
      ['number("12 %")', 12],
      ['number("(17)")', -17],
      ['number("a dozen")', doesNotFit],
    ],
    partial: true,
  },
  integer: {
    group: 'Numbers and booleans',
    parameters: [{ name: 'value', type: 'any', doc: 'a number or a text' }, decimalSign],
    result: 'integer',
    doc: 'The number rounded to a whole one, halves away from zero.',
    examples: [
      ['integer("12.5")', 13],
      ['integer(-2.4)', -2],
    ],
    partial: true,
  },
  currency: {
    group: 'Numbers and booleans',
    parameters: [
      { name: 'value', type: 'any', doc: 'an amount, also with a currency sign or code' },
      {
        name: 'decimals',
        type: 'integer',
        doc: 'decimal places to round to; 2 when left out',
        optional: true,
      },
    ],
    result: 'currency',
    doc: 'The amount of money in a text; finds the decimal sign by itself where that is certain.',
    examples: [
      ['currency("€ 1.234,50")', 1234.5],
      ['currency("USD 1,234.50")', 1234.5],
      ['currency("12.345,678 EUR", 1)', 12345.7],
      ['currency("1,234")', doesNotFit],
    ],
    partial: true,
  },
  boolean: {
    group: 'Numbers and booleans',
    parameters: [
      { name: 'value', type: 'any', doc: 'true or false, 1 or 0, yes or no …' },
      { name: 'yes', type: 'text', doc: 'a text that means true', optional: true },
      { name: 'no', type: 'text', doc: 'a text that means false', optional: true },
    ],
    result: 'boolean',
    doc: 'True or false from the words people use for it; with `yes` and `no` given, from those alone.',
    examples: [
      ['boolean("Yes")', true],
      ['boolean(0)', false],
      ['boolean("nein", "ja", "nein")', false],
      ['boolean("maybe")', doesNotFit],
    ],
    partial: true,
  },
} as const satisfies Record<string, Signature>;
