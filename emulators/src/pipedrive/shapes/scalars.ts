import type { Kind } from './kinds.ts';

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

const validDate = (text: string): boolean => {
  try {
    return isDate(text);
  } catch {
    return false;
  }
};
const clock = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const withoutZone = /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/;
/** Whole seconds: the real parsers refuse a fraction. */
const instant = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:Z|[+-]\d\d:\d\d)$/;

export const isInstant = (text: string): boolean => {
  const match = instant.exec(text);
  return match !== null && validDate(match[1]!);
};

const typed = (type: string): string => `This value should be of type ${type}.`;

/** What is wrong with a plain value, if anything. */
export function scalarProblem(kind: Kind, value: unknown): string | undefined {
  switch (kind.is) {
    case 'text':
      if (typeof value !== 'string') return typed('string');
      if (kind.empty === false && value.trim() === '') return 'This value should not be blank.';
      return kind.max !== undefined && value.length > kind.max
        ? `This value is too long. It should have ${kind.max} characters or less.`
        : undefined;
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : typed('integer');
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : typed('number');
    case 'boolean':
      return typeof value === 'boolean' ? undefined : typed('boolean');
    case 'date':
      return typeof value === 'string' && validDate(value) ? undefined : 'This value is not a valid date.';
    case 'datetime':
      return typeof value === 'string' && isInstant(value)
        ? undefined
        : 'This value is not a valid datetime.';
    case 'spacedTime':
      return typeof value === 'string' && withoutZone.test(value)
        ? undefined
        : 'This value is not a valid datetime.';
    case 'time':
      return typeof value === 'string' && clock.test(value)
        ? undefined
        : 'This value is not a valid datetime.';
    case 'duration':
      return typeof value === 'string' && /^\d{1,3}:[0-5]\d(:[0-5]\d)?$/.test(value)
        ? undefined
        : 'This value is not a valid duration.';
    case 'uuid':
      return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
        ? undefined
        : 'This is not a valid UUID.';
    case 'enum':
      return kind.values.includes(value as string)
        ? undefined
        : `This value should be one of ${kind.values.join(', ')}.`;
    default:
      return undefined;
  }
}
