import type { FieldSchema } from '../schema/types.ts';
import { isEmpty, type Value } from '../values.ts';

/**
 * Whether a destination that was given `ours` and answers `theirs` holds what it was given: stores differ in white space,
 * line ends, the writing of numbers and times, the case of e-mail addresses, and in labels for picklist values.
 */
export function sameValue(field: FieldSchema | undefined, ours: Value, theirs: Value): boolean {
  if (field?.kind === 'boolean') return truth(ours) === truth(theirs);
  if (isEmpty(ours) || isEmpty(theirs)) return isEmpty(ours) && isEmpty(theirs);
  return normal(field, ours) === normal(field, theirs);
}

function normal(field: FieldSchema | undefined, value: Value): string {
  const text = (typeof value === 'object' ? JSON.stringify(value) : String(value))
    .replaceAll('\r\n', '\n')
    .trim();
  switch (field?.kind) {
    case 'number':
    case 'currency':
    case 'percent':
    case 'integer':
      return Number.isFinite(Number(text)) ? rounded(Number(text), field.scale) : text;
    case 'date':
      return text.slice(0, 10);
    case 'datetime':
      // Stores keep whole seconds, each in a zone of its own.
      return Number.isNaN(Date.parse(text)) ? text : String(Math.floor(Date.parse(text) / 1000));
    case 'time':
      return text.replace(/(\.\d+)?Z?$/, '').padEnd(8, ':00');
    case 'email':
      return text.toLowerCase();
    case 'html':
      return text.replaceAll(/\s+/g, ' ');
    case 'picklist':
      return onTheWire(field, text);
    case 'multipicklist':
      return (Array.isArray(value) ? (value as readonly Value[]).map(String) : text.split(';'))
        .map((v) => onTheWire(field, v.trim()))
        .toSorted()
        .join(';');
    default:
      return text;
  }
}

function rounded(n: number, scale: number | undefined): string {
  return String(Number(n.toFixed(Math.min(scale ?? 9, 15))));
}

function onTheWire(field: FieldSchema, text: string): string {
  const entry = field.values?.find((v) => v.value === text) ?? field.values?.find((v) => v.label === text);
  return entry?.value ?? text;
}

function truth(value: Value): boolean {
  return typeof value === 'string' ? /^(true|1|yes)$/i.test(value.trim()) : Boolean(value);
}
