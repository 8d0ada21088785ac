import type { FieldProfile } from '@migmap/engine/schema/profile';
import { written } from '../schema/names.ts';
import type { Type } from './type.ts';

/** Longest texts that a short field is made for; above the last it is a long one. */
const lengths = [20, 40, 80, 120, 255];
const longLength = 32_768;

/**
 * The declared type that takes every value of a type: `Text(80)`, `Date`, `Picklist(values of Lead.status)`. Where the value is
 * a field whose data are known, they say how long it must be.
 */
export function declarationFor(type: Type | undefined, data?: FieldProfile): string {
  const field = type?.field;
  switch (type?.kind) {
    case 'longtext':
      return `LongText(${longFor(data)})`;
    case 'html':
      return `Html(${longFor(data)})`;
    case 'number':
    case 'currency':
    case 'percent': {
      const { precision = 16, scale = 2 } = field?.schema ?? {};
      return `${type.kind[0]!.toUpperCase()}${type.kind.slice(1)}(${precision}, ${scale})`;
    }
    case 'integer':
      return 'Integer';
    case 'boolean':
      return 'Boolean';
    case 'date':
      return 'Date';
    case 'datetime':
      return 'DateTime';
    case 'time':
      return 'Time';
    case 'email':
      return 'Email';
    case 'phone':
      return 'Phone';
    case 'url':
      return 'Url';
    case 'picklist':
    case 'multipicklist': {
      const known = field && (data?.values?.length || field.schema.values?.length);
      const name = type.kind === 'picklist' ? 'Picklist' : 'MultiPicklist';
      return known
        ? `${name}(values of ${written(field.object)}.${written(field.schema.name)})`
        : textFor(type, data);
    }
    default:
      return textFor(type, data);
  }
}

function textFor(type: Type | undefined, data: FieldProfile | undefined): string {
  const needed = type?.field?.schema.length ?? data?.longest;
  if (!needed) return 'Text(255)';
  const length = lengths.find((l) => l >= needed);
  return length === undefined ? `LongText(${longFor(data)})` : `Text(${length})`;
}

const longFor = (data: FieldProfile | undefined): number => Math.max(longLength, data?.longest ?? 0);
