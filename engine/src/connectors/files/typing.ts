/** Makes a cell the value that its field's kind promises. */
import type { FieldSchema } from '../../schema/types.ts';
import type { Value } from '../../values.ts';
import { parseBoolean } from './booleans.ts';
import { parseDate, parseTime } from './dates.ts';
import { parseJson, parseList } from './lists.ts';
import { parseNumber } from './numbers.ts';
import type { Origin } from './origin.ts';

export type CellReader = (cell: Value | undefined) => Value;

/** Text that does not fit its kind stays the text it is: whoever uses the value sees it and can say where it stands. */
export function cellReader(field: FieldSchema | undefined, origin: Origin): CellReader {
  const read = textReader(field, origin);
  return (cell) => {
    if (cell === null || cell === undefined) return null;
    if (typeof cell !== 'string') return native(cell, field);
    return cell.trim() === '' ? null : (read?.(cell) ?? cell);
  };
}

type TextReader = (text: string) => Value | undefined;

function textReader(field: FieldSchema | undefined, origin: Origin): TextReader | undefined {
  switch (field?.kind) {
    case 'number':
    case 'currency':
    case 'percent':
    case 'integer':
      return (text) => parseNumber(text, origin.decimal);
    case 'boolean':
      return (text) => parseBoolean(text) ?? ({ '1': true, '0': false } as const)[text.trim()];
    case 'date':
      return (text) => parseDate(text, origin.dateOrder)?.iso.slice(0, 10);
    case 'datetime':
      return (text) => moment(text, origin);
    case 'time':
      return parseTime;
    case 'list':
    case 'multipicklist':
      return parseList;
    case 'json':
      return parseJson;
    case 'id':
    case 'reference':
      return (text) => text.trim();
    default:
      return undefined;
  }
}

function moment(text: string, { dateOrder, timeZone }: Origin): string | undefined {
  const parsed = parseDate(text, dateOrder, timeZone);
  return parsed?.hasTime === false ? parseDate(`${parsed.iso} 00:00`, dateOrder, timeZone)?.iso : parsed?.iso;
}

const typed: ReadonlySet<string> = new Set([
  'number',
  'currency',
  'percent',
  'integer',
  'boolean',
  'list',
  'multipicklist',
  'json',
]);

/** A value that the format itself has typed; a text field takes it as text. */
function native(cell: Exclude<Value, string | null>, field: FieldSchema | undefined): Value {
  if (!field || typed.has(field.kind)) return cell;
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
