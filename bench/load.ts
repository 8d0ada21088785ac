/** `npm run bench:load -- [--contacts N] [--companies N]`: see README.md. Figures for people on stderr, JSON on stdout. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunEvent } from '@migmap/engine/run/events';
import { runMigmap, startEmulator, usageOf } from './processes.ts';
import { cachedExport, writeOrg, writeProject } from './world.ts';

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '200000' },
    companies: { type: 'string', default: '20000' },
  },
});
const [contacts, companies] = [Number(values.contacts), Number(values.companies)];
if (!(contacts > 0 && companies > 0)) throw new Error('--contacts and --companies are numbers from 1 on.');

const exported = cachedExport(companies, contacts);
const directory = mkdtempSync(join(tmpdir(), 'migmap-bench-'));
try {
  const usageFile = join(directory, 'usage.jsonl');
  const emulator = await startEmulator(directory, usageFile, writeOrg(directory));
  const phases: Extract<RunEvent, { event: 'phase-end' }>[] = [];
  const started = performance.now();
  let seconds: number;
  try {
    writeProject(directory, exported, emulator.url);
    const discovered = await runMigmap(directory, usageFile, ['discover']);
    if (discovered !== 0) throw new Error(`migmap discover ended with ${discovered}.`);
    const begun = performance.now();
    const code = await runMigmap(directory, usageFile, ['run', 'main.migmap', '--format', 'json'], (line) => {
      const event = JSON.parse(line) as RunEvent;
      if (event.event === 'phase-end') phases.push(event);
    });
    seconds = (performance.now() - begun) / 1000;
    // 3: some records were held, as the generated data deserve.
    if (code !== 0 && code !== 3) throw new Error(`migmap run ended with ${code}.`);
  } finally {
    await emulator.stop();
  }
  const { arguments: _, ...engine } = usageOf(usageFile, 'run');
  const { arguments: __, ...server } = usageOf(usageFile, 'emulator');
  const result = {
    processors: cpus().length,
    seconds: Number(seconds.toFixed(1)),
    secondsWithDiscovery: Number(((performance.now() - started) / 1000).toFixed(1)),
    phases: phases.map((p) => ({
      phase: p.phase,
      created: p.counts.created,
      held: p.counts.held,
      balanced: p.balanced,
      seconds: Number((p.milliseconds / 1000).toFixed(1)),
      recordsPerSecond: Math.round((p.inScope / p.milliseconds) * 1000),
    })),
    engine,
    emulator: server,
  };
  for (const p of result.phases)
    process.stderr.write(`${p.phase}: ${p.created} created in ${p.seconds} s, ${p.recordsPerSecond}/s\n`);
  for (const [name, u] of [
    ['engine', engine],
    ['emulator', server],
  ] as const)
    process.stderr.write(`${name}: peak ${u.peakRssMb} MB resident, ${u.cpuSeconds} s of processor\n`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
