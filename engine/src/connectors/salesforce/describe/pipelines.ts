import * as z from 'zod';
import type { Pipeline, Stage } from '../../../schema/types.ts';
import { ConnectorError } from '../../errors.ts';
import type { Reader } from '../reader.ts';
import type { Describe } from './raw.ts';

/** Objects whose records run through stages, and the picklist that holds them. */
export const stageFields: Readonly<Record<string, string>> = {
  Opportunity: 'StageName',
  Lead: 'Status',
  Case: 'Status',
};

const picklists = z.object({
  picklistFieldValues: z.record(z.string(), z.object({ values: z.array(z.object({ value: z.string() })) })),
});

/**
 * Record type id to the stage values of its process. Empty for a record type of which the org does not tell: the
 * user interface API that knows it may be switched off for the user.
 */
export async function allowedStages(
  reader: Reader,
  describe: Describe,
): Promise<Map<string, readonly string[]>> {
  const field = stageFields[describe.name];
  const types = describe.recordTypeInfos.filter((r) => !r.master && r.active);
  if (field === undefined || types.length === 0) return new Map();
  const found = await Promise.all(
    types.map(async (type) => {
      const path = `/ui-api/object-info/${describe.name}/picklist-values/${type.recordTypeId}`;
      const answer = picklists.safeParse(await reader.get(path).catch(untold));
      const values = answer.data?.picklistFieldValues[field]?.values;
      return values ? ([[type.recordTypeId, values.map((v) => v.value)]] as const) : [];
    }),
  );
  return new Map(found.flat());
}

function untold(error: unknown): undefined {
  if (error instanceof ConnectorError && ['reference', 'permission', 'schema'].includes(error.class)) return;
  throw error;
}

interface OpportunityStage {
  readonly Id: string;
  readonly ApiName: string;
  readonly SortOrder: number;
  readonly IsClosed: boolean;
  readonly IsWon: boolean;
  readonly DefaultProbability: number;
}

/** A pipeline is an opportunity's record type with the stages of its sales process; without record types there is one. */
export async function opportunityPipelines(
  reader: Reader,
  describe: Describe,
  allowed: ReadonlyMap<string, readonly string[]>,
): Promise<Pipeline[]> {
  const stages = (await reader.query(
    'SELECT Id, ApiName, SortOrder, IsClosed, IsWon, DefaultProbability FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder',
  )) as unknown as OpportunityStage[];
  const types = describe.recordTypeInfos.filter((r) => r.active && !r.master);
  const shown = types.length > 0 ? types : describe.recordTypeInfos.filter((r) => r.master);
  return shown.map((type) => {
    const only = allowed.get(type.recordTypeId);
    return {
      id: type.recordTypeId,
      name: type.name,
      object: describe.name,
      stages: stages.filter((s) => only === undefined || only.includes(s.ApiName)).map(stage),
    };
  });
}

function stage(raw: OpportunityStage, order: number): Stage {
  return {
    id: raw.Id,
    name: raw.ApiName,
    order,
    probability: raw.DefaultProbability,
    ...(raw.IsClosed ? { closed: true } : {}),
    ...(raw.IsWon ? { won: true } : {}),
  };
}
