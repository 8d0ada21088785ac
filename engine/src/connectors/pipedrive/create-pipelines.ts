import type { PipelineOutcome, WantedPipeline } from '../destination.ts';
import type { RecordError } from '../errors.ts';
import type { Account } from './account.ts';
import { madeOnce } from './made-once.ts';
import { readStages } from './stages.ts';

/** Makes the pipelines and stages that are missing, in the order asked for; those that are there are left alone. */
export async function createPipelines(
  account: Account,
  wanted: readonly WantedPipeline[],
): Promise<readonly PipelineOutcome[]> {
  const outcomes: PipelineOutcome[] = [];
  for (const pipeline of wanted) outcomes.push(...(await ensurePipeline(account, pipeline)));
  account.model.forget();
  return outcomes;
}

async function ensurePipeline(account: Account, wanted: WantedPipeline): Promise<PipelineOutcome[]> {
  const own = { object: wanted.object, pipeline: wanted.name };
  if (wanted.object !== 'Deal')
    return [
      { ...own, error: problem('NO_PIPELINES', `${wanted.object} records have no pipelines in Pipedrive.`) },
    ];
  const rows = () => readStages(account.rest);
  const idOf = async () => (await rows()).find((r) => r.pipeline === wanted.name)?.pipelineId;
  const outcomes: PipelineOutcome[] = [];
  let id = await idOf();
  if (id === undefined) {
    const error = await madeOnce(
      account,
      { version: 'v2', path: '/pipelines' },
      {
        name: wanted.name,
        is_deal_probability_enabled: wanted.stages.some((s) => s.probability !== undefined),
      },
      idOf,
    );
    outcomes.push({ ...own, ...(error ? { error } : {}) });
    id = await idOf();
    if (id === undefined) return outcomes;
  }
  const pipelineId = id;
  for (const stage of wanted.stages) {
    const there = async () =>
      (await rows()).find((r) => r.pipelineId === pipelineId && r.stage?.name === stage.name)?.stage?.id;
    if ((await there()) !== undefined) continue;
    const error = await madeOnce(
      account,
      { version: 'v2', path: '/stages' },
      {
        name: stage.name,
        pipeline_id: Number(pipelineId),
        ...(stage.probability === undefined ? {} : { deal_probability: stage.probability }),
      },
      there,
    );
    outcomes.push({ ...own, stage: stage.name, ...(error ? { error } : {}) });
  }
  return outcomes;
}

function problem(code: string, message: string): RecordError {
  return { class: 'schema', code, message };
}
