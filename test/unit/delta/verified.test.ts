import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openJournal } from '@migmap/engine/journal/journal';
import { verifyRun } from '@migmap/engine/verify/verify';
import { temporaryFolder } from '../../support/engine/run.ts';
import { loaded, plan, world } from './worlds.ts';

describe('a delta that is verified', () => {
  const folder = temporaryFolder();

  it('is clean where it has kept what people wrote, and finds what was edited after it', async () => {
    const state = folder();
    const { delta, edit, destination } = await loaded(state);
    await edit('Account', 'c1', { Phone: 'by hand' });
    const source = world({ c1: { phone: '11' } });
    const told = await delta(source);
    assert.equal(told.report.delta?.conflicts.length, 1);

    const verify = async () => {
      const journal = openJournal(join(state, 'crm', 'journal.sqlite'));
      try {
        const run = (await journal.runs.get(told.run))!;
        const subject = { run, journal, mapping: plan, source, sourceCatalog: source.catalog, destination };
        const { clean, maps } = await verifyRun(subject);
        const lines = maps.flatMap((map) => map.lines);
        const sum = (of: 'kept' | 'mismatches') => lines.reduce((total, line) => total + line[of], 0);
        return { clean, kept: sum('kept'), mismatches: sum('mismatches') };
      } finally {
        journal.close();
      }
    };
    assert.deepEqual(await verify(), { clean: true, kept: 1, mismatches: 0 });
    await edit('Account', 'c1', { Name: 'Another' });
    assert.deepEqual(await verify(), { clean: false, kept: 1, mismatches: 1 });
  });
});
