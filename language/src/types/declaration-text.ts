import type { Type } from './type.ts';

/** The declared type that takes every value of a type: `Text(80)`, `Date`. */
export function declarationFor(type: Type | undefined): string {
  switch (type?.kind) {
    case 'longtext':
      return 'LongText(32768)';
    case 'html':
      return 'Html(32768)';
    case 'number':
    case 'currency':
    case 'percent':
      return `${type.kind[0]!.toUpperCase()}${type.kind.slice(1)}(16, 2)`;
    case 'integer':
      return 'Integer';
    case 'boolean':
      return 'Boolean';
    case 'date':
      return 'Date';
    case 'datetime':
      return 'DateTime';
    case 'email':
      return 'Email';
    case 'phone':
      return 'Phone';
    case 'url':
      return 'Url';
    case 'picklist':
      return type.field ? `Picklist(values of ${type.field.object}.${type.field.schema.name})` : 'Text(255)';
    default:
      return 'Text(255)';
  }
}
