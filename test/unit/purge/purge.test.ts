import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { purgedTables } from '@migmap/engine/journal/sqlite/purge';
import { openJournal } from '@migmap/engine/journal/journal';
import { CannotPurge, purgeRuns } from '@migmap/engine/purge/purge';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap, ownersByEmail, owner } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

/** Stands in every value of every customer. */
const mark = 'Zanzibar';

const people = Array.from({ length: 400 }, (_, i) => ({
  id: `p${i}`,
  last: i % 40 === 7 ? `${mark} too long `.repeat(8) : `${mark}-${i}`,
  mail: `${mark}.${i % 300}@example.org`,
  owner: i % 50 === 0 ? 'u2' : 'u1',
}));
const source = fakeSource({
  User: [
    { id: 'u1', email: 'ADA@example.org' },
    { id: 'u2', email: `${mark}@nowhere.example` },
  ],
  Person: people,
});
const plan = mapping(
  [
    objectMap(
      'Person',
      'Contact',
      { LastName: from('last'), Email: from('mail'), OwnerId: owner('owner') },
      {
        match: { fields: ['Email'], onConflict: 'fill' },
      },
    ),
  ],
  { owners: ownersByEmail },
);

describe('a purge', () => {
  const folder = temporaryFolder();

  /** Files below a folder whose bytes have the mark. */
  const marked = (dir: string): string[] =>
    globSync('**/*', { cwd: dir }).filter(
      (f) => statSync(join(dir, f)).isFile() && readFileSync(join(dir, f)).includes(mark),
    );

  it('knows every table of the journal', () => {
    const file = join(folder(), 'journal.sqlite');
    openJournal(file).close();
    const db = new DatabaseSync(file);
    const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all() as {
      name: string;
    }[];
    db.close();
    assert.deepEqual(tables.map((t) => t.name).toSorted(), Object.keys(purgedTables).toSorted());
  });

  it('leaves no byte of a customer behind and keeps the ids, so that the next run makes nothing twice', async () => {
    const state = folder();
    const destination = fakeDestination();
    const first = await run(plan, source, destination, state, { holdUnmatched: true });
    assert.equal(first.exitCode, 3, first.report.warnings.join('\n'));
    const before = marked(state);
    for (const wanted of ['crm/journal.sqlite', 'held-Person.csv', 'owners.csv', 'report.json'])
      assert.ok(
        before.some((f) => f.endsWith(wanted)),
        `${wanted} holds values before: ${before.join(', ')}`,
      );

    const told = await purgeRuns(join(state, 'crm'), [first.run]);
    assert.deepEqual(told.runs, [first.run]);
    assert.deepEqual(marked(state), []);
    assert.deepEqual(globSync('crm/runs/*/*', { cwd: state }), []);

    const second = await run(plan, source, destination, state, { holdUnmatched: true });
    assert.equal(second.report.totals.created, 0);
    assert.equal(second.report.totals.unchanged, first.report.totals.created);
  });

  it('of one run leaves the values of another', async () => {
    const state = folder();
    const destination = fakeDestination();
    const first = await run(plan, source, destination, state, { holdUnmatched: true });
    const second = await run(plan, source, destination, state, { holdUnmatched: true });
    await purgeRuns(join(state, 'crm'), [second.run]);
    const journal = openJournal(join(state, 'crm', 'journal.sqlite'), { look: true });
    try {
      const [batch] = await journal.batches.of(first.run);
      assert.ok((await journal.batches.contents(batch!.id)).sent.length > 0);
      assert.ok((await journal.runs.get(second.run))?.facts.purgedAt);
      assert.equal((await journal.runs.get(first.run))?.facts.purgedAt, undefined);
    } finally {
      journal.close();
    }
  });

  it('of a run that can be resumed is refused, and touches nothing', async () => {
    const state = folder();
    const destination = fakeDestination({ fault: (_b, n) => (n === 2 ? 'quota spent' : undefined) });
    const cut = await run(plan, source, destination, state, { holdUnmatched: true });
    assert.equal(cut.exitCode, 4);
    const before = marked(state);
    await assert.rejects(purgeRuns(join(state, 'crm'), 'all'), CannotPurge);
    assert.deepEqual(marked(state), before);
  });
});
