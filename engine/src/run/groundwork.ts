import { mappingHash } from '../mapping/hash.ts';
import { prepareMap, type PreparedMap } from '../mapping/transform.ts';
import { planLoad } from '../plan/plan.ts';
import type { LoadPlan } from '../plan/types.ts';
import { catalogOf } from '../schema/catalog.ts';
import { hashOfShape } from '../schema/hash.ts';
import { schemaShape, type SchemaShape } from '../schema/shape.ts';
import type { RunContext } from './context.ts';
import type { RunOptions } from './options.ts';

/** What follows from a mapping and the destination as it is, before a record has been read. */
export interface Groundwork {
  readonly plan: LoadPlan;
  /** What the mapping depends on in both systems, and the hashes that a sign-off is held against. */
  readonly shape: SchemaShape;
  readonly hashes: { readonly mappingHash: string; readonly schemaHash: string };
  readonly ready: RunContext['ready'];
}

/** Throws where a mapping contradicts itself, so that nothing is sent for it. */
export function groundwork(options: RunOptions, schemas: RunContext['schemas']): Groundwork {
  const { mapping, rules, sourceCatalog } = options;
  const destinationNow = catalogOf(options.destinationCatalog.index, [...schemas.values()]);
  const shape = schemaShape(mapping, sourceCatalog, destinationNow);
  const ready = preparer(options, schemas);
  for (const map of mapping.maps) ready(map);
  return {
    plan: planLoad({ mapping, destinationCatalog: destinationNow, rules }),
    shape,
    hashes: {
      mappingHash: mappingHash(mapping, options.destinationCatalog),
      schemaHash: hashOfShape(shape),
    },
    ready,
  };
}

function preparer({ mapping }: RunOptions, schemas: RunContext['schemas']): Groundwork['ready'] {
  const prepared = new Map<string, PreparedMap>();
  return (map) => {
    const made = prepared.get(map.id) ?? prepareMap(mapping, map, schemas.get(map.destinationObject));
    prepared.set(map.id, made);
    return made;
  };
}
