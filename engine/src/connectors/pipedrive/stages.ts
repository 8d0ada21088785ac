import type { Pipeline, Stage } from '../../schema/types.ts';
import { isLive, listed } from './pages.ts';
import { apiObjects, type ApiObject } from './objects.ts';
import type { Rest } from './rest.ts';

/** A stage with its pipeline; a pipeline without stages has one row without a stage. In the order of the account. */
export interface StageRow {
  readonly pipelineId: string;
  readonly pipeline: string;
  readonly stage?: Stage;
}

export async function readStages(rest: Rest): Promise<StageRow[]> {
  const [pipelines, stages] = await Promise.all([
    listed(rest, apiObjects.get('Pipeline') as ApiObject),
    listed(rest, apiObjects.get('Stage') as ApiObject),
  ]);
  const order = (raw: Readonly<Record<string, unknown>>) => Number(raw['order_nr'] ?? 0);
  return pipelines
    .filter(isLive)
    .toSorted((a, b) => order(a) - order(b))
    .flatMap((p): StageRow[] => {
      const own = { pipelineId: String(p['id']), pipeline: String(p['name']) };
      const rows = stages
        .filter((s) => isLive(s) && s['pipeline_id'] === p['id'])
        .toSorted((a, b) => order(a) - order(b))
        .map((s, i) => ({
          ...own,
          stage: {
            id: String(s['id']),
            name: String(s['name']),
            order: i,
            ...(typeof s['deal_probability'] === 'number' ? { probability: s['deal_probability'] } : {}),
          },
        }));
      return rows.length > 0 ? rows : [own];
    });
}

/** Winning and losing are a deal's status here, not a stage. */
export function pipelinesOf(rows: readonly StageRow[]): Pipeline[] {
  return [...Map.groupBy(rows, (r) => r.pipelineId)].map(([id, list]) => ({
    id,
    name: list[0]?.pipeline ?? id,
    object: 'Deal',
    stages: list.flatMap((r) => (r.stage ? [r.stage] : [])),
  }));
}
