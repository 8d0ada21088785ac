import { RecordError, RequestError } from '../errors.ts';
import { normalizeId } from '../ids.ts';
import { isNumber, type FieldDef, type PicklistDef } from '../schema/types.ts';
import type { SqlValue } from '../store/store.ts';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const emailPattern = /^[^\s@,;<>()"]+@[^\s@,;<>()"]+\.[^\s@,;<>()".]{2,}$/;

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day that is in the calendar. */
function isDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  if (day < 1 || day > (monthDays[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** The instant as it lies in the tables, or `undefined`. */
export function parseInstant(text: string): string | undefined {
  if (!instantPattern.test(text) || !isDate(text.slice(0, 10))) return undefined;
  const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

const mistyped = (field: FieldDef, value: unknown): RequestError =>
  new RequestError(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${field.type} from ${jsonKind(value)} value ${typeof value === 'string' ? value : JSON.stringify(value)} or request may be missing a required field at [line:1, column:1]`,
  );

function jsonKind(value: unknown): string {
  if (typeof value === 'string') return 'VALUE_STRING';
  if (typeof value === 'boolean') return value ? 'VALUE_TRUE' : 'VALUE_FALSE';
  if (typeof value === 'number') return Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
}

/** A JSON member as a value of the field's type. A wrong JSON type refuses the whole request, as a parser does. */
export function fromJson(field: FieldDef, value: unknown): SqlValue {
  if (value === null || value === undefined) return field.type === 'boolean' ? 0 : null;
  if (field.type === 'boolean') {
    if (value === true || value === 'true') return 1;
    if (value === false || value === 'false') return 0;
    throw mistyped(field, value);
  }
  if (isNumber(field.type)) {
    if (typeof value === 'number') return value;
    if (typeof value === 'string' && value.trim() === '') return null;
    if (typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value.trim()))
      return Number(value);
    throw mistyped(field, value);
  }
  if (typeof value !== 'string') throw mistyped(field, value);
  if (field.type === 'date') {
    if (value === '') return null;
    if (!isDate(value)) throw mistyped(field, value);
    return value;
  }
  if (field.type === 'datetime') {
    if (value === '') return null;
    const time = parseInstant(value);
    if (time === undefined) throw mistyped(field, value);
    return time;
  }
  return trimmed(field, value);
}

const wrongType = (field: FieldDef, value: string): RecordError =>
  new RecordError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${value}`, [
    field.name,
  ]);

/** A CSV cell as a value of the field's type. A wrong one refuses its row. */
export function fromCsv(field: FieldDef, value: string): SqlValue {
  if (value === '' || value === '#N/A') return field.type === 'boolean' ? 0 : null;
  if (field.type === 'boolean') {
    const folded = value.toLowerCase();
    if (folded === 'true' || folded === '1' || folded === 'yes') return 1;
    if (folded === 'false' || folded === '0' || folded === 'no') return 0;
    throw wrongType(field, value);
  }
  if (isNumber(field.type)) {
    const number = Number(value);
    if (Number.isNaN(number) || value.trim() === '') throw wrongType(field, value);
    return number;
  }
  if (field.type === 'date') {
    if (isDate(value)) return value;
    const time = parseInstant(value);
    if (time === undefined) throw wrongType(field, value);
    return time.slice(0, 10);
  }
  if (field.type === 'datetime') {
    const time = parseInstant(isDate(value) ? `${value}T00:00:00Z` : value);
    if (time === undefined) throw wrongType(field, value);
    return time;
  }
  return trimmed(field, value);
}

/** White space around a one-line text is not kept; a text of nothing else is empty. */
function trimmed(field: FieldDef, value: string): SqlValue {
  const kept = field.type === 'textarea' ? value : value.trim();
  return kept.trim() === '' ? null : kept;
}

function picked(field: FieldDef, value: string): PicklistDef | undefined {
  const exact = field.values.find((v) => v.active && v.value === value);
  if (exact !== undefined) return exact;
  const folded = value.toLowerCase();
  return field.values.find((v) => v.active && v.value.toLowerCase() === folded);
}

const badPick = (field: FieldDef, value: string): RecordError =>
  new RecordError(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${value}`,
    [field.name],
  );

const outOfRange = (field: FieldDef, value: number): RecordError =>
  new RecordError(
    'NUMBER_OUTSIDE_VALID_RANGE',
    `${field.label}: value outside of valid range on numeric field: ${value}`,
    [field.name],
  );

function checkNumber(field: FieldDef, value: number): SqlValue {
  const size = Math.abs(value);
  if (field.digits > 0) {
    if (!Number.isInteger(value)) return checkNumber(field, Math.round(value));
    if (size >= 10 ** field.digits) throw outOfRange(field, value);
  } else if (field.precision > 0 && size >= 10 ** (field.precision - field.scale)) {
    throw outOfRange(field, value);
  }
  return value;
}

/** The value as it will be stored: in range, short enough, one of the list, an id in its long form. */
export function checkValue(field: FieldDef, value: SqlValue): SqlValue {
  if (value === null) return null;
  if (typeof value === 'number') return field.type === 'boolean' ? value : checkNumber(field, value);
  if (field.type === 'reference') {
    const id = normalizeId(value);
    if (id !== undefined) return id;
    throw new RecordError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [
      field.name,
    ]);
  }
  if (field.type === 'multipicklist') {
    const parts = value
      .split(';')
      .map((p) => p.trim())
      .filter((p) => p !== '');
    if (!field.restricted) return parts.join(';');
    return parts.map((part) => picked(field, part)?.value ?? refuse(badPick(field, part))).join(';');
  }
  if (field.length > 0 && value.length > field.length)
    throw new RecordError(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${value} (max length=${field.length})`,
      [field.name],
    );
  if (field.type === 'picklist') {
    const found = picked(field, value);
    if (found === undefined && field.restricted) throw badPick(field, value);
    return found?.value ?? value;
  }
  if (field.type === 'email' && field.length <= 320 && !emailPattern.test(value))
    throw new RecordError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [
      field.name,
    ]);
  return value;
}

function refuse(error: RecordError): never {
  throw error;
}
