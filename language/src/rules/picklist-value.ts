import { readableName } from '@migmap/engine/schema/readable-name';
import { isRecordTypeField } from '@migmap/engine/mapping/convert/record-type';
import type { FieldSchema } from '@migmap/engine/schema/types';
import type { BoundMap, Program } from '../bind/program.ts';
import type { Place } from '../bind/findings.ts';
import { nearest, quoted } from '../schema/names.ts';
import type { Issue, Rule } from './rule.ts';
import { list, replaceFix } from './text.ts';

export const picklistValue: Rule = {
  code: 'MM206',
  name: 'picklist-value',
  severity: 'error',
  *check(program) {
    for (const { field, value, place, map } of constantsOf(program)) {
      const options = optionsOf(field, map);
      if (!options || typeof value !== 'string' || value === '') continue;
      const values = field.kind === 'multipicklist' ? value.split(';').map((v) => v.trim()) : [value];
      for (const missing of values.filter((v) => !has(options, field, v))) {
        yield* [issue(field, missing, options, place)];
      }
    }
  },
};

function issue(field: FieldSchema, value: string, options: readonly string[], place: Place): Issue {
  const near = nearest(value, options);
  const hint = near.length ? ` Did you mean ${near.map((n) => `"${n}"`).join(' or ')}?` : '';
  const refuses = field.kind === 'reference' || field.restricted !== false;
  return {
    ...place,
    severity: refuses ? undefined : 'warning',
    message: `${readableName(field)} has no value "${value}".${hint} It has ${list(options.map((o) => `"${o}"`))}. Take one of them, or add the value in the destination and run discovery.`,
    fixes: near.map((n) => replaceFix(`Change to "${n}"`, place, quoted(n))),
  };
}

/** A picklist also takes a value whose case alone differs. */
function has(options: readonly string[], field: FieldSchema, value: string): boolean {
  if (options.includes(value)) return true;
  const fold = value.toLowerCase();
  return field.kind !== 'reference' && options.some((option) => option.toLowerCase() === fold);
}

interface FoundConstant {
  readonly field: FieldSchema;
  readonly value: string | number | boolean;
  readonly place: Place;
  readonly map: BoundMap;
}

/** Every value that the mapping writes as it stands: literals, targets of value tables, `else "x"`. */
function* constantsOf(program: Program): Generator<FoundConstant> {
  for (const map of program.maps) {
    for (const { node, field, value, otherwise } of map.lines) {
      if (!field?.schema) continue;
      for (const constant of value.type.constants ?? []) {
        const property = constant.node.$type === 'ValueEntry' ? 'destination' : undefined;
        const place = { node: constant.node, property };
        yield { field: field.schema, value: constant.value, place, map };
      }
      if (otherwise?.kind === 'value' && typeof otherwise.value === 'string') {
        yield { field: field.schema, value: otherwise.value, place: { node, property: 'otherwise' }, map };
      }
    }
  }
}

/** What may be written, by wire value or label; undefined where anything may. */
function optionsOf(field: FieldSchema, map: BoundMap): string[] | undefined {
  if (field.kind === 'picklist' || field.kind === 'multipicklist') {
    const active = field.values?.filter((v) => v.active !== false);
    return active?.length ? [...new Set(active.flatMap((v) => [v.value, v.label]))] : undefined;
  }
  return recordTypeNames(field, map);
}

/** A reference to a record type takes its names; any other constant reference is an id or the name of a record. */
function recordTypeNames(field: FieldSchema, map: BoundMap): string[] | undefined {
  const schema = map.destination?.schema;
  if (!schema || !isRecordTypeField(field, schema)) return undefined;
  const active = (schema.recordTypes ?? []).filter((type) => type.active);
  return [...new Set(active.flatMap((type) => [type.label, type.name, type.id]))];
}
