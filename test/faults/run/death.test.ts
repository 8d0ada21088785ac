import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunReport } from '@migmap/engine/report/types';
import { crm } from '../../support/engine/crm.ts';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import type { KilledRun } from '../../support/engine/killed-run.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';
import { chosen, seeded } from '../seeded.ts';

const companies = 60;

describe('a run that is stopped', () => {
  const folder = temporaryFolder();
  const random = seeded(7);
  for (const n of [0, 1, ...Array.from({ length: 4 }, () => Math.floor(random() * 14) + 2)])
    it(`by a signal at request ${n} ends within two seconds and resumes without a loss`, async () => {
      const world = crm(companies, { createdTimes: n % 2 === 0 });
      const controller = new AbortController();
      let armed = true;
      const destination = fakeDestination({
        fault: (_b, request) => {
          if (!armed || request < n) return undefined;
          controller.abort();
          // Some answers never come; those records are asked for on resume.
          return request % 2 === 0 ? 'hangs' : undefined;
        },
      });
      const state = folder();
      const started = performance.now();
      const first = await run(world.mapping, world.source, destination, state, { signal: controller.signal });
      assert.equal(first.exitCode, 4);
      assert.equal(first.report.state, 'interrupted');
      assert.ok(performance.now() - started < 4000);
      armed = false;
      const second = await run(world.mapping, world.source, destination, state, { resume: true });
      assert.equal(second.exitCode, 0, second.report.warnings.join('\n'));
      assert.equal(second.run, first.run);
      world.check(destination);
      assert.equal(second.report.totals.created, companies * 11);
    });
});

describe('a process that is killed', () => {
  const folder = temporaryFolder();
  const random = seeded(11);
  const cases = Array.from({ length: 4 }, (_, i) => ({
    killAt: Math.floor(random() * 16),
    when: i % 2 === 0 ? ('after commit' as const) : ('before commit' as const),
    createdTimes: i % 3 === 0,
    jobs: i % 3 === 1,
    upsert: i % 3 === 2 ? ('none' as const) : ('field' as const),
  }));
  for (const c of chosen(cases, 2, 'killed'))
    it(`${c.when} of request ${c.killAt} (${JSON.stringify(c)}): resume makes it whole`, async () => {
      const dir = folder();
      const settings: KilledRun = {
        companies,
        file: join(dir, 'crm.sqlite'),
        stateDir: join(dir, '.migmap'),
        ...c,
      };
      assert.equal((await child(settings)).signal, 'SIGKILL');
      // Killed once more on the way back, a little later.
      await child({ ...settings, killAt: Math.floor(random() * 5) + 1 });
      const last = await child({ ...settings, killAt: undefined });
      assert.equal(last.output, '0', last.errors);
      const world = crm(companies, { createdTimes: c.createdTimes });
      const destination = fakeDestination({ file: settings.file });
      world.check(destination);
      await destination.close();
    });
});

describe('a delta that is killed', () => {
  const folder = temporaryFolder();
  const cases = [
    [0, 'after commit'],
    [2, 'before commit'],
    [3, 'after commit'],
  ] as const;
  for (const [killAt, when] of chosen(cases, 1, 'delta killed'))
    it(`${when} of request ${killAt}: resume makes it whole, and takes nothing of its own for a person's`, async () => {
      const dir = folder();
      const settings: KilledRun = {
        companies,
        file: join(dir, 'crm.sqlite'),
        stateDir: join(dir, '.migmap'),
        createdTimes: true,
        jobs: false,
        upsert: 'field',
      };
      assert.equal((await child(settings)).output, '0');
      const later = { ...settings, suffix: ' & Sons', delta: true };
      assert.equal((await child({ ...later, killAt, when })).signal, 'SIGKILL');
      const last = await child(later);
      assert.equal(last.output, '0', last.errors);
      const destination = fakeDestination({ file: settings.file });
      crm(companies, later).check(destination);
      await destination.close();
      const runs = readdirSync(join(settings.stateDir, 'crm', 'runs'));
      assert.equal(runs.length, 2);
      const reports = runs.map((run) => {
        const text = readFileSync(join(settings.stateDir, 'crm', 'runs', run, 'report.json'), 'utf8');
        return JSON.parse(text) as RunReport;
      });
      const report = reports.find(({ delta }) => delta);
      assert.ok(report, 'no report is that of a delta');
      assert.deepEqual(report.delta?.counts, { conflicts: 0, listed: 0, deleted: 0, left: 0 });
      // Accounts and leads carry the name.
      assert.deepEqual([report.totals.created, report.totals.updated], [0, companies * 2]);
    });
});

interface Ended {
  readonly signal: string | null | undefined;
  readonly output: string;
  readonly errors: string;
}

function child(settings: KilledRun): Promise<Ended> {
  const script = join(import.meta.dirname, '../../support/engine/killed-run.ts');
  const args = [
    '--conditions=migmap-source',
    '--disable-warning=ExperimentalWarning',
    script,
    JSON.stringify(settings),
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, output, errors) =>
      resolve({ signal: error?.signal, output, errors }),
    );
  });
}
