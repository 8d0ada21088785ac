import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeDestination, type FakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSchema } from '../../support/engine/fake-schema.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, literal, mapping, objectMap } from '../../support/engine/mapping.ts';
import { run, temporaryFolder, type Ran } from '../../support/engine/run.ts';
import { afterRun } from '../../support/engine/signed.ts';

describe('sign-off', () => {
  const folder = temporaryFolder();
  const source = fakeSource({ Person: [{ id: 'p1', last: 'Lovelace' }] });
  const plan = mapping([objectMap('Person', 'Contact', { LastName: from('last') })]);
  const other = mapping([objectMap('Person', 'Contact', { LastName: literal('X') })]);

  const sign = (state: string, ran: Ran, accept?: string) => afterRun(state, ran).sign(accept);
  const verify = (state: string, ran: Ran, destination: FakeDestination) =>
    afterRun(state, ran).verify(plan, source, destination);
  const production = async (state: string, use = plan, schema = fakeSchema) => {
    const ran = await run(use, source, fakeDestination({ schema }), state, {
      stage: 'production',
      destinationName: 'live',
      confirm: async () => 'live',
    });
    const gate = ran.report.gates.find((g) => g.gate === 'signoff');
    return { exitCode: ran.exitCode, state: gate?.state, reasons: gate?.reasons.join(' ') };
  };

  it('opens production for the mapping and schema that were verified, and for no other', async () => {
    const destination = fakeDestination();
    const state = folder();
    const ran = await run(plan, source, destination, state);
    assert.deepEqual(await production(state), {
      exitCode: 2,
      state: 'closed',
      reasons: 'No run of this mapping has been signed off.',
    });
    await assert.rejects(sign(state, ran), /is not verified yet: "migmap verify/);
    await verify(state, ran, destination);
    const signed = await sign(state, ran);
    assert.equal(signed.by, 'Ada');
    assert.match((await production(state, other)).reasons!, /mapping has changed since Ada/);
    const drifted = fakeSchema.map((o) => ({
      ...o,
      fields: o.fields.map((f) => (f.name === 'LastName' ? { ...f, length: 40 } : f)),
    }));
    const { reasons } = await production(state, plan, drifted);
    assert.match(reasons!, /schemas are not those that Ada signed off/);
    assert.match(reasons!, /destination Contact\.LastName: signed as .*length 80.*; now .*length 40/);
    assert.deepEqual(await production(state), { exitCode: 0, state: 'open', reasons: '' });
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
