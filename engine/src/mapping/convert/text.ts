import type { FieldSchema } from '../../schema/types.ts';
import type { Value } from '../../values.ts';
import { asText } from '../coerce.ts';
import { emailAddress } from '../functions/contact.ts';
import { Misfit } from '../misfit.ts';
import type { Convert } from './convert.ts';

/** Text, long text, HTML, phone, web address: every value has a text; a longer one than the field takes does not fit. */
export function textOf({ length }: FieldSchema): Convert {
  return (value) => {
    const text = asText(value);
    return length !== undefined && length > 0 && text.length > length ? tooLong(text, length) : text;
  };
}

export function tooLong(text: string, length: number): Misfit {
  return new Misfit(`is longer than the ${length} characters that the field takes`, text);
}

export function emailOf(field: FieldSchema): Convert {
  const convert = textOf(field);
  return (value: Value) => {
    const text = asText(value).trim();
    return emailAddress(text) === text.toLowerCase()
      ? convert(text)
      : new Misfit('is no e-mail address', value);
  };
}
