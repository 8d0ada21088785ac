import type { DestinationRules } from '../connectors/registry.ts';
import type { Mapping } from '../mapping/ir.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { readableName } from '../schema/readable-name.ts';
import { orderMaps, type OrderedMap } from './order.ts';
import { referencesOf, type UnansweredReference } from './references.ts';
import type { PlanPhase } from './types.ts';

export interface OrderedPhases {
  readonly ordered: readonly { readonly map: OrderedMap; readonly phase: PlanPhase }[];
  readonly unanswered: readonly UnansweredReference[];
}

/** The phases of a load in dependency order, without what they take. Throws `RequiredCycleError`. */
export function orderPhases(
  mapping: Mapping,
  destination?: SchemaCatalog,
  rules?: Pick<DestinationRules, 'order'>,
): OrderedPhases {
  const { edges, unanswered } = referencesOf(mapping, destination);
  const maps = orderMaps(mapping.maps, edges, rules?.order ?? []);
  return {
    ordered: maps.map((map, index) => ({ map, phase: phaseOf(map, index + 1, destination) })),
    unanswered,
  };
}

function phaseOf(ordered: OrderedMap, ordinal: number, destination: SchemaCatalog | undefined): PlanPhase {
  const { map, dependsOn } = ordered;
  return {
    ordinal,
    map: map.id,
    source: map.sourceObject,
    destination: map.destinationObject,
    dependsOn: dependsOn.map(({ id }) => id),
    deferred: deferredFields(ordered, destination),
  };
}

function deferredFields(
  { map, deferred }: OrderedMap,
  catalog: SchemaCatalog | undefined,
): PlanPhase['deferred'] {
  const fields = catalog?.object(map.destinationObject)?.fields;
  const byField = Map.groupBy(deferred, (edge) => edge.field);
  return [...byField].map(([name, edges]) => {
    const label = readableName(fields?.find((field) => field.name === name) ?? { name });
    return {
      field: name,
      ...(label !== name && { label }),
      on: [...new Set(edges.map((edge) => edge.to.id))],
    };
  });
}
