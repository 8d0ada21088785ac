import { isEmpty, type Value } from '../../values.ts';
import { asText, isList } from '../coerce.ts';
import type { Fallback, ValueTable } from '../ir.ts';
import { Misfit, quoted } from '../misfit.ts';

/** How a source value is looked up in a value table or a pipelines block: white space at the ends does not count, case does. */
export function lookupKey(value: Value): string {
  return asText(value).trim();
}

/** A value table, ready for look-ups: a list is taken element by element, empty stays empty unless a line names "". */
export function valueTable(table: ValueTable): (value: Value) => Value | Misfit {
  const lines = new Map(table.entries.map((entry) => [lookupKey(entry.source), entry.destination]));
  const lookUp = (value: Value): Value | Misfit => {
    const found = lines.get(lookupKey(value));
    if (found !== undefined) return isEmpty(found) ? null : found;
    if (isEmpty(value)) return null;
    return fallback(table.otherwise, value, `${quoted(asText(value))} is in no line of values ${table.name}`);
  };
  return (value) => {
    if (!isList(value)) return lookUp(value);
    const found: Value[] = [];
    for (const element of value) {
      const result = lookUp(element);
      if (result instanceof Misfit) return result;
      if (!isEmpty(result)) found.push(result);
    }
    return found;
  };
}

/** What `otherwise` makes of a value that no line covers. `create` keeps the name: the destination is to have it. */
export function fallback(otherwise: Fallback, value: Value, reason: string): Value | Misfit {
  switch (otherwise.kind) {
    case 'hold':
      return new Misfit(reason);
    case 'skip':
      return new Misfit(otherwise.why ?? reason, undefined, 'skipped');
    case 'keep':
    case 'create':
      return value;
    case 'empty':
      return null;
    case 'value':
      return otherwise.value;
  }
}
