import type { DestinationRules } from '../../connectors/registry.ts';
import type { Mapping } from '../../mapping/ir.ts';
import type { ObjectSchema } from '../../schema/types.ts';
import type { Finding } from './gate.ts';

/** Every object and field that the mapping writes or declares is in the destination as it is now, writable and of a fitting type. */
export function schemaGate(
  mapping: Mapping,
  schemas: ReadonlyMap<string, ObjectSchema>,
  rules: Pick<DestinationRules, 'compatible'>,
): Finding {
  const reasons = new Set<string>();
  for (const map of mapping.maps) {
    const schema = schemas.get(map.destinationObject);
    const at = `${map.at.file}:${map.at.line}`;
    if (schema === undefined) {
      reasons.add(`${at}: the destination has no object ${map.destinationObject}.`);
      continue;
    }
    if (!schema.createable) reasons.add(`${at}: ${schema.name} does not take new records.`);
    const written = [
      ...map.fields.map((l) => ({ field: l.field, at: l.at })),
      ...(map.key?.destination === undefined ? [] : [{ field: map.key.destination, at: map.at }]),
    ];
    for (const line of written) {
      const field = schema.fields.find((f) => f.name === line.field);
      const where = `${line.at.file}:${line.at.line}`;
      if (field === undefined) reasons.add(`${where}: ${schema.name} has no field ${line.field}.`);
      else if (!field.createable && !field.updateable)
        reasons.add(`${where}: ${schema.name}.${line.field} cannot be written.`);
    }
    for (const name of map.match?.fields ?? [])
      if (!schema.fields.some((f) => f.name === name))
        reasons.add(`${at}: ${schema.name} has no field ${name} to match by.`);
  }
  for (const declared of mapping.declaredFields)
    for (const field of declared.fields) {
      const actual = schemas.get(declared.object)?.fields.find((f) => f.name === field.name);
      const where = `${field.at.file}:${field.at.line}`;
      if (actual === undefined)
        reasons.add(`${where}: ${declared.object} has no field ${field.name}, which the mapping declares.`);
      else if (!rules.compatible(field.kind, actual.kind))
        reasons.add(
          `${where}: ${declared.object}.${field.name} is declared as ${field.kind} but is ${actual.kind} in the destination.`,
        );
      else if (field.externalId && !actual.externalId && !actual.unique && !actual.lookupKey)
        reasons.add(
          `${where}: ${declared.object}.${field.name} is declared as external id but is none in the destination.`,
        );
    }
  return {
    closes: [...reasons],
    remedy:
      'Put the missing fields in place (`migmap manifest` lists them) or correct the mapping, then run `migmap discover`.',
  };
}
