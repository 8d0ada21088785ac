import type { FieldKind } from '@migmap/engine/schema/types';
import { isList, isNumeric, isTextual } from './type.ts';

/**
 * What the transform does with a value of one kind in a field of another. `fits`: always goes; `parses`: goes where the single
 * value can be read so, otherwise `else` decides or the record is held; `loses`: goes, but something of it is lost;
 * `never`: no value can go.
 */
export type Conversion =
  | { readonly result: 'fits' | 'parses' }
  | { readonly result: 'loses'; readonly what: string; readonly instead?: string }
  | { readonly result: 'never'; readonly instead?: string };

const fits: Conversion = { result: 'fits' };
const parses: Conversion = { result: 'parses' };

export function conversion(from: FieldKind, to: FieldKind): Conversion {
  if (from === 'file' || to === 'file') return { result: 'never', instead: 'file(…)' };
  // An id of the source means nothing in the destination.
  if (to === 'reference') return { result: 'never', instead: 'ref(…)' };
  if (from === to || to === 'json') return fits;
  if (isList(from)) return fromList(to);
  if (from === 'json') return { result: 'never' };
  // A single value becomes a list of one.
  if (isList(to)) return to === 'list' ? fits : parses;
  if (isTextual(from)) return fromText(from, to);
  if (to === 'email') return { result: 'never' };
  if (isTextual(to)) return to === 'picklist' ? parses : fits;
  if (isNumeric(from)) return fromNumber(to);
  if (from === 'date' && to === 'datetime') return fits;
  if (from === 'datetime' && to === 'date') {
    return { result: 'loses', what: 'the time of day', instead: 'date(…)' };
  }
  if (from === 'datetime' && to === 'time') return { result: 'loses', what: 'the date', instead: 'time(…)' };
  return { result: 'never' };
}

function fromList(to: FieldKind): Conversion {
  if (isList(to)) return to === 'list' ? fits : parses;
  const instead = 'join(…) or first(…)';
  if (to === 'email' || to === 'id' || !isTextual(to)) return { result: 'never', instead };
  return { result: 'loses', what: 'where one element ends and the next begins', instead };
}

function fromText(from: FieldKind, to: FieldKind): Conversion {
  if (from === 'html' && to !== 'html' && isTextual(to) && to !== 'email') {
    return { result: 'loses', what: 'the meaning of its tags', instead: 'html_to_text(…)' };
  }
  return isTextual(to) && to !== 'picklist' && to !== 'email' ? fits : parses;
}

function fromNumber(to: FieldKind): Conversion {
  if (isNumeric(to)) return to === 'integer' ? parses : fits;
  return to === 'boolean' ? parses : { result: 'never' };
}
