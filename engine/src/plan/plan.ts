import type { Capabilities } from '../connectors/capabilities.ts';
import type { DestinationRules } from '../connectors/registry.ts';
import type { Mapping } from '../mapping/ir.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { readableText } from '../schema/readable-name.ts';
import type { ObjectSchema } from '../schema/types.ts';
import { estimatePhase } from './estimate.ts';
import { orderPhases } from './phases.ts';
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
  const { ordered, unanswered } = orderPhases(mapping, destinationCatalog, rules);
  const phases = ordered.map(({ map, phase }): PlanPhase => {
    const estimate = capabilities && estimatePhase(mapping, map, options, capabilities);
    return { ...phase, ...(estimate && { estimate }) };
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

function writtenObjects({ maps }: Mapping, catalog: SchemaCatalog | undefined): readonly ObjectSchema[] {
  const names = new Set(maps.map((map) => map.destinationObject));
  return [...names].flatMap((name) => catalog?.object(name) ?? []);
}
