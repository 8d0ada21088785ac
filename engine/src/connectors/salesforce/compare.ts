import { convert } from 'html-to-text';
import type { Value } from '../../values.ts';
import type { DescribeField } from './describe/raw.ts';
import { longId } from './ids.ts';

/** What a value becomes by being stored: two values with the same form count as equal to the platform. */
export function storedForm(field: DescribeField, value: Value | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (field.type) {
    case 'id':
    case 'reference':
      return longId(text);
    case 'datetime':
      return new Date(text).toISOString().slice(0, 19);
    case 'int':
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      return String(Number(text));
    case 'base64':
      // A note's HTML is cleaned when it is stored; its words stay.
      return words(text);
    default: {
      const trimmed = text.replaceAll('\r\n', '\n').trim();
      return field.caseSensitive ? trimmed : trimmed.toLowerCase();
    }
  }
}

function words(html: string): string {
  return convert(html, { wordwrap: false }).replace(/\s+/g, ' ').trim();
}
