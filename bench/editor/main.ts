/**
 * How fast the editor answers, through the real protocol, beside `yaml-language-server` with the same schema and mapping and
 * `@prisma/language-server` with a schema of as many lines. `npm run bench:editor [-- ours] [-- --runs 5]`; builds on dist/server.mjs.
 * The servers take turns; of each figure the median over the runs is told.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { serverFlags } from '@migmap/server/protocol';
import type { Server } from './client.ts';
import { measure, type Figures } from './measure.ts';
import { medianOf } from './median.ts';
import { fieldCount, objectCount, writeWorkspace } from './shape.ts';
import { jsonSchema, migmapText, prismaText, yamlText, type Text } from './texts.ts';

const here = import.meta.dirname;
const root = join(here, '../..');
const { values, positionals: only } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' } },
});
const runs = Math.max(1, Number(values.runs));
const others = join(here, 'others');
const modules = join(others, 'node_modules');
const yamlServer = join(modules, 'yaml-language-server/bin/yaml-language-server');
const prismaServer = join(modules, '@prisma/language-server/dist/bin.js');

if (!only.includes('ours') && !(existsSync(yamlServer) && existsSync(prismaServer))) {
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-workspaces'], {
    cwd: others,
    stdio: 'inherit',
  });
  if (npm.status !== 0) throw new Error('The servers to compare with could not be installed (npm ci).');
}

const directory = await mkdtemp(join(tmpdir(), 'migmap-bench-'));
try {
  const results = new Map<string, Figures[]>();
  const chosen = (await candidates(directory)).filter(
    ([server]) => !only.length || only.includes(server.name.split(' ')[0]!),
  );
  for (const [server, text] of chosen) await writeFile(new URL(server.uri), text.text);
  for (let run = 0; run < runs; run++) {
    for (const [server, text] of chosen) {
      const figures = await measure(server, text);
      results.set(server.name, [...(results.get(server.name) ?? []), figures]);
    }
  }
  print([...results.values()].map(medianOf));
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function candidates(folder: string): Promise<(readonly [Server, Text])[]> {
  await writeWorkspace(folder);
  const schema = join(folder, 'yaml', 'schema.json');
  await mkdir(join(folder, 'yaml'));
  await writeFile(schema, JSON.stringify(jsonSchema()));
  const uri = (name: string) => pathToFileURL(join(folder, name)).href;
  const node = process.execPath;
  return [
    [
      {
        name: 'ours (migmap)',
        command: [node, ...serverFlags, join(root, 'dist/server.mjs'), '--stdio'],
        languageId: 'migmap',
        uri: uri('main.migmap'),
        root: folder,
      },
      migmapText(),
    ],
    [
      {
        name: 'yaml-language-server',
        command: [node, yamlServer, '--stdio'],
        languageId: 'yaml',
        uri: uri('yaml/main.yaml'),
        root: folder,
        settings: { yaml: { validate: true, completion: true, hover: true } },
      },
      yamlText(pathToFileURL(schema).href),
    ],
    [
      {
        name: '@prisma/language-server',
        command: [node, prismaServer, '--stdio'],
        languageId: 'prisma',
        uri: uri('schema.prisma'),
        root: folder,
      },
      prismaText(),
    ],
  ];
}

function print(results: readonly Figures[]): void {
  const [processor] = cpus();
  const machine = `${processor?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`;
  console.log(
    `\n${objectCount.toLocaleString('en')} objects, ${fieldCount.toLocaleString('en')} fields; files of about 1,000 lines; medians of ${runs} runs; ms and MiB\n${machine}\n`,
  );
  const ms = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(value < 100 ? 1 : 0));
  console.table(
    Object.fromEntries(
      results.map((r) => [
        r.server,
        {
          initialize: ms(r.initialize),
          'first diagnostics': ms(r.firstDiagnostics),
          'keystroke p50': ms(r.keystroke.p50),
          p95: ms(r.keystroke.p95),
          'CPU each': ms(r.keystrokeCpu),
          'completion p50': ms(r.completion.p50),
          'its p95': ms(r.completion.p95),
          'its CPU': ms(r.completionCpu),
          items: r.completionItems,
          RSS: ms(r.memory),
          peak: ms(r.memoryPeak),
        },
      ]),
    ),
  );
  const [ours, ...others] = results;
  const times = (theirs?: number, own?: number) =>
    theirs === undefined || !own ? '-' : `${(theirs / own).toFixed(1)}×`;
  for (const r of ours?.server.startsWith('ours') ? others : []) {
    console.log(
      `${r.server} takes, against ours: a keystroke ${times(r.keystroke.p50, ours?.keystroke.p50)} (CPU ${times(r.keystrokeCpu, ours?.keystrokeCpu)}), ` +
        `completion ${times(r.completion.p50, ours?.completion.p50)} (CPU ${times(r.completionCpu, ours?.completionCpu)})`,
    );
  }
  console.log(JSON.stringify(results));
}
