import type { FieldSchema } from '../../schema/types.ts';
import { asList, asText } from '../coerce.ts';
import { Misfit, quoted } from '../misfit.ts';
import { isEmpty, type Value } from '../../values.ts';
import type { Convert } from './convert.ts';
import { textOf } from './text.ts';

/** A value among those that go with the value of another field; without that one, a value that is allowed with one only. */
function dependentOf(field: FieldSchema, on: string): Convert {
  const { dependsOn: _, ...plain } = field;
  const within = new Map(
    [...Map.groupBy(field.values ?? [], (v) => v.within)].map(([group, values]) => [
      group,
      picklistOf({ ...plain, values }),
    ]),
  );
  const anywhere = picklistOf(plain);
  const groupsOf = (value: Value) => {
    const text = asText(value).trim();
    return (field.values ?? []).filter((v) => v.label === text && v.active !== false).length;
  };
  return (value, others) => {
    const group = others?.[on];
    if (typeof group === 'string' && group !== '') {
      const convert = within.get(group);
      return convert
        ? convert(value)
        : new Misfit(`${quoted(asText(value))} is not among the values that go with ${on}`);
    }
    return groupsOf(value) > 1
      ? new Misfit(`${quoted(asText(value))} stands for several values; a line for ${on} tells which`)
      : anywhere(value);
  };
}

/**
 * A picklist's wire value, named by itself or by its label: exactly, or but for case where that leaves one only.
 * What the picklist does not have passes where it is open to other values, and does not fit where it is restricted.
 */
export function picklistOf(field: FieldSchema): Convert {
  if (field.dependsOn !== undefined) return dependentOf(field, field.dependsOn);
  const find = finderOf(field);
  const open = textOf(field);
  return (value) => {
    const text = asText(value).trim();
    const found = find(text);
    if (found !== undefined) return found;
    if (!field.restricted) return open(text);
    return new Misfit(`${quoted(text)} is not among the values of the picklist`);
  };
}

/** A list of wire values; how they are joined on the wire is the connector's business. */
export function multipicklistOf(field: FieldSchema): Convert {
  const one = picklistOf(field);
  return (value) => {
    const found: Value[] = [];
    for (const element of asList(value)) {
      const result = one(element);
      if (result instanceof Misfit) return result;
      if (!isEmpty(result) && !found.includes(result)) found.push(result);
    }
    return found;
  };
}

function finderOf(field: FieldSchema): (text: string) => string | undefined {
  const usable = (field.values ?? []).filter((value) => value.active !== false);
  const exact = new Map<string, string>();
  const folded = new Map<string, Set<string>>();
  // Wire values last: where one value's label is another's wire value, the wire value is meant.
  for (const part of ['label', 'value'] as const) {
    for (const value of usable) {
      exact.set(value[part], value.value);
      const fold = value[part].toLowerCase();
      folded.set(fold, (folded.get(fold) ?? new Set()).add(value.value));
    }
  }
  return (text) => {
    const found = exact.get(text);
    if (found !== undefined) return found;
    const candidates = folded.get(text.toLowerCase());
    return candidates?.size === 1 ? [...candidates][0] : undefined;
  };
}
