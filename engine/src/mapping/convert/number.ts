import type { FieldSchema } from '../../schema/types.ts';
import { asNumber } from '../coerce.ts';
import { Misfit } from '../misfit.ts';
import { rounded } from '../rounding.ts';
import type { Convert } from './convert.ts';

/** A number rounded to the field's decimal places; one with more digits before the point than the field has does not fit. */
export function numberOf({ precision, scale }: FieldSchema): Convert {
  const limit = precision ? 10 ** (precision - (scale ?? 0)) : Infinity;
  return (value) => {
    const number = asNumber(value);
    if (number === undefined) return new Misfit('is no number', value);
    const result = scale === undefined ? number : rounded(number, scale);
    return Math.abs(result) < limit ? result : new Misfit('has more digits than the field takes', value);
  };
}

export function integerOf(): Convert {
  return (value) => {
    const number = asNumber(value);
    return Number.isSafeInteger(number) && number !== undefined
      ? number
      : new Misfit('is no whole number; integer() rounds', value);
  };
}
