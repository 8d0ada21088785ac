import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatesResult } from '@migmap/cli/json/gates';
import { signoff } from '@migmap/engine/signoff/types';
import { verification } from '@migmap/engine/verify/types';
import { runReport } from '@migmap/engine/report/types';
import { warmCli } from '../../support/cli/warm-cli.ts';
import { stagedWorkspace, stages, type Stage } from './two-stages.ts';

const names = ['sandbox', 'production', 'drifted'] as const;

for (const system of stages)
  describe(`the way into production of ${system.system}, command by command`, function () {
    this.timeout(300_000);
    let root: string;
    let systems: Record<(typeof names)[number], Stage>;
    const tokens = names.flatMap((name) =>
      ['ACCESS_TOKEN', 'API_TOKEN'].map((secret) => `MIGMAP_${name.toUpperCase()}_${secret}`),
    );
    const cli = async (args: string[], code: number) => {
      const end = await warmCli([...args, '--format', 'json'], root);
      assert.equal(end.code, code, `${args.join(' ')}\n${end.err}\n${end.out}`);
      return end.out;
    };
    /** Runs into a production connection; answers the gates that were closed, with their reasons. */
    const refused = async (to: string, ...more: string[]) => {
      await cli(['run', 'main.migmap', '--to', to, ...more], 2);
      const report = runReport.parse(JSON.parse(await cli(['report', 'latest'], 0)));
      assert.deepEqual(report.phases, []);
      return Object.fromEntries(
        report.gates.filter((g) => g.state === 'closed').map((g) => [g.gate, g.reasons.join('\n')]),
      );
    };
    const signedGate = async (to: string, code: number) => {
      const out = gatesResult.parse(JSON.parse(await cli(['gates', 'main.migmap', '--to', to], code)));
      return out.gates.find((g) => g.gate === 'signoff')!;
    };
    const confirmed = ['--confirm', 'production'];

    before(async () => {
      for (const token of tokens) process.env[token] = 'any';
      const started = await Promise.all(names.map(async (name) => [name, await system.start(name)] as const));
      systems = Object.fromEntries(started) as typeof systems;
      root = stagedWorkspace(system, Object.fromEntries(started.map(([name, { url }]) => [name, url])));
      await cli(['discover', 'export', ...names], 0);
      for (const name of names) await cli(['manifest', 'main.migmap', '--create', '--to', name], 0);
    });
    after(async () => {
      for (const token of tokens) delete process.env[token];
      await Promise.all(Object.values(systems).map((s) => s.close()));
      rmSync(root, { recursive: true });
    });

    let rehearsal: string;

    it('is closed without a sign-off', async () => {
      const closed = await refused('production', ...confirmed);
      assert.deepEqual(closed, { signoff: 'No run of this mapping has been signed off.' });
    });

    it('is closed while the verification finds a difference that nobody accepts', async () => {
      await cli(['run', 'main.migmap', '--to', 'sandbox'], 0);
      await systems.sandbox.rename('Initech', 'Initrode');
      const told = verification.parse(JSON.parse(await cli(['verify', 'latest'], 3)));
      rehearsal = told.run;
      const unsigned = await warmCli(['signoff', rehearsal, '--by', 'Ada'], root);
      assert.deepEqual([unsigned.code, /is not clean/.test(unsigned.err)], [1, true]);
      assert.match((await refused('production', ...confirmed))['signoff']!, /No run of this mapping/);
    });

    it('wants its name typed once the rehearsal is verified and signed off', async () => {
      await systems.sandbox.rename('Initrode', 'Initech');
      await cli(['verify', rehearsal], 0);
      const signed = signoff.parse(JSON.parse(await cli(['signoff', rehearsal, '--by', 'Ada Lovelace'], 0)));
      assert.equal(signed.destination, 'sandbox');
      const { signoff: told, verification: read } = runReport.parse(
        JSON.parse(await cli(['report', rehearsal], 0)),
      );
      assert.deepEqual([told?.by, read?.clean, read?.compared], ['Ada Lovelace', true, 4]);
      assert.equal((await signedGate('production', 0)).state, 'open');
      const nobody = await refused('production');
      assert.deepEqual(Object.keys(nobody), ['confirmation']);
      assert.match(nobody['confirmation']!, /Nobody has confirmed/);
      const wrong = await refused('production', '--confirm', 'sandbox');
      assert.match(wrong['confirmation']!, /"sandbox" was typed, but .* "production"/);
    });

    it('is closed by an edit of the mapping, and open again without it', async () => {
      const file = join(root, 'main.migmap');
      const text = readFileSync(file, 'utf8');
      assert.ok(text.includes(system.edit[0]));
      writeFileSync(file, text.replace(...system.edit));
      const closed = await refused('production', ...confirmed);
      assert.deepEqual(closed, { signoff: 'The mapping has changed since Ada Lovelace signed it off.' });
      // What does not change its meaning does not count.
      writeFileSync(file, `// Rehearsed in March.\n${text}`);
      assert.equal((await signedGate('production', 0)).state, 'open');
    });

    it('is closed by a schema that is not the signed one, and says what differs', async () => {
      const gate = await signedGate('drifted', 2);
      assert.equal(gate.state, 'closed');
      assert.match(gate.reasons.join('\n'), /The schemas are not those that Ada Lovelace signed off/);
      assert.match(gate.reasons.join('\n'), system.drift);
    });

    it('is closed when the signed run is verified anew and differs', async () => {
      await systems.sandbox.rename('Initech', 'Initrode');
      await cli(['verify', rehearsal], 3);
      const closed = await refused('production', ...confirmed);
      assert.match(closed['signoff']!, /was verified anew, .* after Ada Lovelace signed it off/);
      await systems.sandbox.rename('Initrode', 'Initech');
      await cli(['verify', rehearsal], 0);
      await cli(['signoff', rehearsal, '--by', 'Ada Lovelace'], 0);
    });

    it('lets the load in when everything fits, whatever the ids of the other system are', async () => {
      assert.deepEqual(await systems.production.companies(), []);
      await cli(['run', 'main.migmap', '--to', 'production', ...confirmed], 0);
      assert.deepEqual(await systems.production.companies(), ['Initech', 'Umbrella']);
      const verified = verification.parse(JSON.parse(await cli(['verify', 'latest'], 0)));
      assert.ok(verified.clean);
    });
  });
