import type { Capabilities } from '../connectors/capabilities.ts';
import type { DestinationRules } from '../connectors/registry.ts';
import type { Mapping } from '../mapping/ir.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { readableName, readableText } from '../schema/readable-name.ts';
import type { ObjectSchema } from '../schema/types.ts';
import { estimatePhase } from './estimate.ts';
import { orderMaps, type OrderedMap } from './order.ts';
import { referencesOf } from './references.ts';
import { totalsOf } from './totals.ts';
import type { LoadPlan, PlanPhase } from './types.ts';
import type { SourceVolumes } from './volume.ts';
import { warningsOf } from './warnings.ts';

export interface PlanOptions extends SourceVolumes {
  readonly mapping: Mapping;
  readonly destinationCatalog?: SchemaCatalog;
  readonly rules?: Pick<DestinationRules, 'order'>;
  /** Without them the plan has the order alone. */
  readonly capabilities?: Capabilities;
}

/** The phases of a load in dependency order and what they take. Throws `RequiredCycleError`. */
export function planLoad(options: PlanOptions): LoadPlan {
  const { mapping, destinationCatalog, rules, capabilities } = options;
  const { edges, unanswered } = referencesOf(mapping, destinationCatalog);
  const phases = orderMaps(mapping.maps, edges, rules?.order ?? []).map((ordered, index): PlanPhase => {
    const estimate = capabilities && estimatePhase(mapping, ordered, options, capabilities);
    return {
      ordinal: index + 1,
      map: ordered.map.id,
      source: ordered.map.sourceObject,
      destination: ordered.map.destinationObject,
      dependsOn: ordered.dependsOn.map((map) => map.id),
      deferred: deferredFields(ordered, destinationCatalog),
      ...(estimate && { estimate }),
    };
  });
  const estimates = phases.flatMap((phase) => (phase.estimate ? [phase.estimate] : []));
  const totals = capabilities && totalsOf(estimates, capabilities);
  return {
    formatVersion: 1,
    mapping: mapping.name,
    phases,
    ...(totals && { totals }),
    warnings: warningsOf(mapping, unanswered, phases, totals, capabilities).map(
      readableText(writtenObjects(mapping, destinationCatalog)),
    ),
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

function writtenObjects({ maps }: Mapping, catalog: SchemaCatalog | undefined): readonly ObjectSchema[] {
  const names = new Set(maps.map((map) => map.destinationObject));
  return [...names].flatMap((name) => catalog?.object(name) ?? []);
}
