import type { SystemSchema, FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import { fieldName } from '../../schema/lookup.ts';
import { quoted } from '../../schema/names.ts';
import { traits, typeText } from '../describe/type-text.ts';

/** A discovered object as a text that is read, in the manner of an `object` statement. */
export interface ObjectPage {
  readonly text: string;
  /** Line (from 0) on which the object is named. */
  readonly head: number;
  /** Line (from 0) of each field, by its API name. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Values of a picklist that are listed. */
const mostValues = 50;

export function objectPage(object: ObjectSchema, index: SystemSchema): ObjectPage {
  const width = Math.max(0, ...object.fields.map((field) => fieldName(field, object.fields).length));
  const about = [
    `// ${object.label}: ${object.fields.length.toLocaleString('en-US')} fields.`,
    `// Discovered on ${index.discoveredAt} from the connection ${index.connection} (${index.system}). This page cannot be edited.`,
    '',
  ];
  const text = [...about, `object ${object.name} ${quoted(object.label)} {`];
  const lines = new Map<string, number>();
  for (const field of object.fields) {
    for (const line of comments(field)) text.push(`  // ${line}`);
    lines.set(field.name, text.length);
    text.push(`  ${fieldLine(field, fieldName(field, object.fields).padEnd(width))}`);
  }
  text.push('}', '');
  return { text: text.join('\n'), head: about.length, lines };
}

function fieldLine(field: FieldSchema, name: string): string {
  const type = [typeText(field), ...traits(field)].join(' ');
  return `${name} : ${type}  ${quoted(field.label)}`;
}

function comments({ help, values, element }: FieldSchema): string[] {
  const shown = values?.slice(0, mostValues).map(({ label, value }) => label || value);
  const more = (values?.length ?? 0) - mostValues;
  return [
    ...(help ? help.split(/\s*\n\s*/) : []),
    ...(shown?.length ? [`${shown.join(' | ')}${more > 0 ? ` and ${more} more` : ''}`] : []),
    ...(element?.length ? [`each: ${element.map(({ name }) => name).join(', ')}`] : []),
  ];
}
