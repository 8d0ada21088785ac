import type { SchemaCatalog } from '../schema/catalog.ts';
import { portableName } from '../schema/portable.ts';
import type { Mapping } from './ir.ts';

/**
 * The mapping with its destination fields by names that mean the same in every instance of the system, so that what was
 * compiled for a sandbox equals what is compiled for production.
 */
export function portable(mapping: Mapping, destination: SchemaCatalog): Mapping {
  const named = (object: string, field: string): string =>
    portableName(destination.object(object)?.fields ?? [], field);
  return {
    ...mapping,
    ...(mapping.owners && {
      owners: {
        ...mapping.owners,
        destinationField: named(mapping.owners.destinationObject, mapping.owners.destinationField),
      },
    }),
    pipelines: mapping.pipelines.map((block) => ({
      ...block,
      destinationPipelineField: named(block.destinationObject, block.destinationPipelineField),
      destinationStageField: named(block.destinationObject, block.destinationStageField),
    })),
    declaredFields: mapping.declaredFields.map((d) => ({
      ...d,
      fields: d.fields.map((f) => ({ ...f, name: named(d.object, f.name) })),
    })),
    maps: mapping.maps.map((map) => ({
      ...map,
      ...(map.key?.destination !== undefined && {
        key: { ...map.key, destination: named(map.destinationObject, map.key.destination) },
      }),
      ...(map.match && {
        match: { ...map.match, fields: map.match.fields.map((f) => named(map.destinationObject, f)) },
      }),
      fields: map.fields.map((line) => ({ ...line, field: named(map.destinationObject, line.field) })),
    })),
  };
}
