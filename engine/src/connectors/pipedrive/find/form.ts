import { convert } from 'html-to-text';
import type { FieldSchema } from '../../../schema/types.ts';
import type { Row, Value } from '../../../values.ts';

/** What values become by being stored: rows with the same form count as equal. Empty where nothing is to be compared. */
export function formsOf(fields: readonly FieldSchema[], row: Row): readonly string[] {
  // A list (e-mails) is met by any of its elements.
  return fields.reduce<readonly string[]>(
    (forms, field) =>
      forms.flatMap((form) => elements(row[field.name]).map((v) => `${form}\0${stored(field, v)}`)),
    [''],
  );
}

function elements(value: Value | undefined): readonly Value[] {
  if (Array.isArray(value)) return value.length > 0 ? (value as readonly Value[]) : [null];
  return [value ?? null];
}

function stored(field: FieldSchema, value: Value): string {
  if (value === null || value === '') return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (field.kind) {
    case 'number':
    case 'currency':
    case 'percent':
    case 'integer':
      return String(Number(text));
    case 'datetime':
      return new Date(text).toISOString().slice(0, 19);
    case 'time':
      return text.length === 5 ? `${text}:00` : text.slice(0, 8);
    case 'html':
      return convert(text, { wordwrap: false }).replace(/\s+/g, ' ').trim();
    case 'url':
      return text
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\/(?:www\.)?/, '')
        .replace(/\/$/, '');
    case 'list':
    case 'email':
      return text.trim().toLowerCase();
    default:
      return text.replaceAll('\r\n', '\n').trim();
  }
}
