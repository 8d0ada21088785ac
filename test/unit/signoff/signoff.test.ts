import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '@migmap/engine/journal/journal';
import { mappingHash } from '@migmap/engine/mapping/hash';
import { signOff, standingSignoff } from '@migmap/engine/signoff/signoff';
import { keepVerification } from '@migmap/engine/verify/seal';
import { verifyRun } from '@migmap/engine/verify/verify';
import { fakeDestination, type FakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, literal, mapping, objectMap } from '../../support/engine/mapping.ts';
import { run, temporaryFolder, type Ran } from '../../support/engine/run.ts';

describe('sign-off', () => {
  const folder = temporaryFolder();
  const source = fakeSource({ Person: [{ id: 'p1', last: 'Lovelace' }] });
  const plan = mapping([objectMap('Person', 'Contact', { LastName: from('last') })]);
  const other = mapping([objectMap('Person', 'Contact', { LastName: literal('X') })]);
  const wanted = { mapping: plan.name, mappingHash: mappingHash(plan), schemaHash: 'schema' };

  const inJournal = async <T>(
    state: string,
    work: (j: ReturnType<typeof openJournal>) => Promise<T>,
  ) => {
    const journal = openJournal(join(state, 'crm', 'journal.sqlite'));
    try {
      return await work(journal);
    } finally {
      journal.close();
    }
  };
  const sign = (state: string, ran: Ran, accept?: string) =>
    inJournal(state, async (journal) =>
      signOff((await journal.runs.get(ran.run))!, ran.directory, { by: 'Ada', ...(accept && { accept }) }),
    );
  const verify = (state: string, ran: Ran, destination: FakeDestination) =>
    inJournal(state, async (journal) => {
      const row = (await journal.runs.get(ran.run))!;
      const told = await verifyRun({
        run: row,
        journal,
        mapping: plan,
        source,
        sourceCatalog: source.catalog,
        destination,
      });
      await keepVerification(ran.directory, told);
    });
  const production = async (state: string, use = plan, schemaHash = 'schema') => {
    const signoff = await standingSignoff(state, { ...wanted, mappingHash: mappingHash(use), schemaHash });
    const ran = await run(use, source, fakeDestination(), folder(), {
      stage: 'production',
      schemaHash,
      ...(signoff && { signoff }),
    });
    const gate = ran.report.gates.find((g) => g.gate === 'signoff');
    return { exitCode: ran.exitCode, reasons: gate?.reasons.join(' ') };
  };

  it('opens production for the mapping and schema that were verified, and for no other', async () => {
    const destination = fakeDestination();
    const state = folder();
    const ran = await run(plan, source, destination, state);
    assert.deepEqual(await production(state), {
      exitCode: 2,
      reasons: 'No run of this mapping has been signed off.',
    });
    await assert.rejects(sign(state, ran), /is not verified yet: "migmap verify/);
    await verify(state, ran, destination);
    const signed = await sign(state, ran);
    assert.deepEqual([signed.by, signed.mappingHash], ['Ada', mappingHash(plan)]);
    assert.deepEqual(await production(state), { exitCode: 0, reasons: '' });
    assert.match((await production(state, other)).reasons!, /mapping has changed since Ada/);
    assert.match((await production(state, plan, 'other schema')).reasons!, /schema has changed since Ada/);
  });

  it('is refused where the verification found something, unless that is accepted with a reason', async () => {
    const destination = fakeDestination();
    const state = folder();
    const ran = await run(plan, source, destination, state);
    destination.remove('Contact', destination.all('Contact')[0]!.id);
    await verify(state, ran, destination);
    await assert.rejects(sign(state, ran), /not clean:\n.*1 of 1 records are not in the destination/);
    await assert.rejects(sign(state, ran, '  '), /not clean/);
    const signed = await sign(state, ran, 'a test record');
    assert.equal(signed.accepted?.why, 'a test record');
    assert.equal((await production(state)).exitCode, 0);
  });

  it('counts no more when the verification is changed afterwards, and a changed one is not signed', async () => {
    const destination = fakeDestination();
    const state = folder();
    const ran = await run(plan, source, destination, state);
    await verify(state, ran, destination);
    await sign(state, ran);
    const file = join(ran.directory, 'verification.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"checked": 1', '"checked": 2'));
    const closed = await production(state);
    assert.deepEqual([closed.exitCode, /after Ada signed it off/.test(closed.reasons!)], [2, true]);
    await assert.rejects(sign(state, ran), /is not what was written/);
  });
});
