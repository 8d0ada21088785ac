import assert from 'node:assert/strict';
import { manifestEntries } from '@migmap/engine/manifest/entries';
import { compiled } from './load.ts';
import { destination } from './schemas.ts';

/** Pipelines and stages that the manifest asks for. */
async function wanted(block: string): Promise<string[]> {
  const mapping = await compiled(
    `pipelines Deal.pipeline / Deal.stage to Opportunity.Pipeline / Opportunity.StageName { ${block} }`,
  );
  return manifestEntries(mapping, destination, undefined).map(
    ({ what, name, pipeline }) => `${what} ${pipeline === undefined ? '' : `${pipeline} / `}${name}`,
  );
}

describe('pipelines with otherwise create', () => {
  it('ask for the stages of the source that no line covers', async () => {
    assert.deepEqual(await wanted('"Sales" => "Direct" { "New" => "Open" } otherwise create'), [
      'pipeline Direct',
      'stage Direct / Open',
      'stage Direct / Won',
      'stage Direct / Lost',
    ]);
  });
  it('ask for whole pipelines that no line covers', async () => {
    assert.deepEqual(await wanted('otherwise create'), [
      'pipeline Sales',
      'stage Sales / New',
      'stage Sales / Won',
      'stage Sales / Lost',
    ]);
  });
  it('and with hold for nothing but what is written', async () => {
    assert.deepEqual(await wanted('"Sales" => "Direct" { "New" => "Open" } otherwise hold'), [
      'pipeline Direct',
      'stage Direct / Open',
    ]);
  });
});
