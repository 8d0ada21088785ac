import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = ['engine', 'language', 'emulators', 'server', 'client', 'cli'] as const;

/** What a package may import of the others, as a prefix of the specifier. */
const allowed: Readonly<Record<(typeof packages)[number], readonly string[]>> = {
  engine: [],
  language: ['@migmap/engine/'],
  emulators: ['@migmap/engine/schema/', '@migmap/engine/values'],
  server: ['@migmap/engine/', '@migmap/language/'],
  // Shapes of what the command line prints, and of the server's own requests.
  client: [
    '@migmap/engine/run/events',
    '@migmap/engine/report/types',
    '@migmap/engine/verify/types',
    '@migmap/engine/preview/',
    '@migmap/server/protocol',
    '@migmap/cli/json/',
  ],
  cli: ['@migmap/engine/', '@migmap/language/', '@migmap/emulators/'],
};

const systems = [
  'salesforce',
  'smartdesk',
  'pipedrive',
  'dataverse',
  'dynamics',
  'freshsales',
  'salesmate',
  'hubspot',
];
const network = ['node:http', 'node:https', 'node:http2', 'node:net', 'node:tls', 'undici', 'jsforce'];

interface SourceFile {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: SourceFile[] = [];
const of = (prefix: string) => files.filter((file) => file.path.startsWith(prefix));
const found = (faults: readonly string[], rule: string) =>
  assert.deepEqual(faults, [], `${rule}:\n  ${faults.join('\n  ')}`);

describe('boundaries', () => {
  before(async () => {
    for (const name of packages) {
      for await (const file of glob('**/*.ts', { cwd: join(root, name, 'src') })) {
        const path = `${name}/src/${file.split(sep).join('/')}`;
        if (path.includes('/generated/')) continue;
        const text = readFileSync(join(root, path), 'utf8');
        files.push({ path, text, imports: importsOf(text) });
      }
    }
    assert.ok(files.length > 50, 'the sources were not found');
  });

  for (const name of packages) {
    it(`${name} imports only ${allowed[name].join(', ') || 'nothing of ours'}`, () => {
      const faults = of(`${name}/`).flatMap((file) =>
        file.imports
          .filter((from) => from.startsWith('@migmap/') && !from.startsWith(`@migmap/${name}/`))
          .filter((from) => !allowed[name].some((prefix) => from.startsWith(prefix)))
          .map((from) => `${file.path} imports ${from}`),
      );
      found(faults, 'imports go one way, as ARCHITECTURE.md says');
    });

    it(`${name} reaches nothing outside its folder by a relative path, and says .ts`, () => {
      const faults = of(`${name}/`).flatMap((file) =>
        file.imports
          .filter((from) => from.startsWith('.'))
          .filter((from) => !/\.(ts|json)$/.test(from) || !inside(`${name}/src`, file.path, from))
          .map((from) => `${file.path} imports ${from}`),
      );
      found(faults, 'relative imports');
    });
  }

  it('a connector is known to connectors/all.ts alone', () => {
    const registry = 'engine/src/connectors/all.ts';
    const folders = of(registry)
      .flatMap((file) => file.imports.map((from) => target(file.path, from)))
      .map((path) => /^engine\/src\/connectors\/[^/]+\//.exec(path)?.[0])
      .filter((folder) => folder !== undefined);
    const faults = files.flatMap(({ path, imports }) =>
      imports
        .map((from) => target(path, from))
        .filter((to) => folders.some((folder) => to.startsWith(folder) && !path.startsWith(folder)))
        .filter(() => path !== registry)
        .map((to) => `${path} imports ${to}`),
    );
    found(faults, 'nobody but the registry imports a connector');
  });

  it('the engine names no system outside its connector', () => {
    const faults = of('engine/')
      .filter(({ path }) => !/^engine\/src\/connectors\/(all\.ts|[^/]+\/)/.test(path))
      .flatMap(({ path, text }) => {
        const code = withoutProse(text).toLowerCase();
        return systems.filter((system) => code.includes(system)).map((system) => `${path} names ${system}`);
      });
    found(faults, 'differences between systems are capabilities, not names');
  });

  it('nobody decides by the name of a system but its own connector and emulator', () => {
    const own = (path: string) =>
      /^(?:engine\/src\/connectors|emulators\/src)\/(?:all\.ts|[^/]+\/)/.test(path) &&
      !/^emulators\/src\/(?:http|faults|store)\//.test(path);
    const names = systems.join('|');
    const branch = new RegExp(
      `(?:===?|!==?)\\s*['"\`](?:${names})|['"\`](?:${names})['"\`]\\s*(?:===?|!==?|\\)?\\s*\\?)|case\\s+['"\`](?:${names})|(?:includes|has|startsWith|test)\\(\\s*['"\`](?:${names})`,
      'i',
    );
    for (const caught of ["if (system === 'pipedrive')", "case 'salesforce':", "set.has('twenty')"])
      assert.equal(branch.test(caught), !caught.includes('twenty') || systems.includes('twenty'), caught);
    const faults = files
      .filter(({ path }) => !own(path))
      .filter(({ text }) => branch.test(withoutProse(text)))
      .map(({ path }) => `${path} branches on a system's name`);
    found(faults, 'what differs between systems stands in the capability record');
  });

  it('the language package does no I/O', () => {
    const faults = of('language/').flatMap(({ path, imports }) =>
      imports.filter((from) => from.startsWith('node:')).map((from) => `${path} imports ${from}`),
    );
    found(faults, 'schemas and profiles come in through a catalog');
  });

  it('the language server never touches the network', () => {
    const faults = [...of('server/'), ...of('language/')].flatMap(({ path, imports }) =>
      imports.filter((from) => network.includes(from)).map((from) => `${path} imports ${from}`),
    );
    found(faults, 'the language server works from what lies on the disk');
  });

  it('the transform is pure', () => {
    const io = ['node:fs', 'node:fs/promises', 'node:sqlite', 'node:child_process', ...network];
    const faults = of('engine/src/mapping/').flatMap(({ path, imports, text }) => [
      ...imports.filter((from) => io.includes(from)).map((from) => `${path} imports ${from}`),
      ...(/\bMath\.random\(|\bDate\.now\(|\bnew Date\(\)/.test(withoutProse(text))
        ? [`${path} reads clock or chance`]
        : []),
    ]);
    found(faults, 'what needs the world is deferred');
  });

  it('zod comes in as a namespace, so that a bundle drops what is not used', () => {
    const faults = files.filter(({ text }) => /import\s*\{[^}]*\bz\b[^}]*\}\s*from\s*'zod'/.test(text));
    found(
      faults.map(({ path }) => path),
      "import * as z from 'zod'",
    );
  });

  it('files are small: one idea each', () => {
    const sizes = files.map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    sizes.sort((a, b) => a.lines - b.lines);
    const median = sizes[Math.floor(sizes.length / 2)]!.lines;
    const large = sizes.filter(({ lines }) => lines > 300);
    const list = large.map(({ path, lines }) => `${path} ${lines}`).join(', ');
    const report = `${sizes.length} files, median ${median} lines, ${large.length} over 300: ${list || 'none'}`;
    assert.ok(median < 100 && large.length <= sizes.length * 0.03, report);
  });
});

function importsOf(text: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|^import\s*)'([^']+)'/gm;
  return [...withoutComments(text).matchAll(pattern)].map((match) => match[1]!);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}

/** Without comments and what is said in `.describe(…)`: examples for people may name systems. */
function withoutProse(text: string): string {
  return withoutComments(text).replaceAll(/\.describe\(\s*(['"`])[\s\S]*?\1,?\s*\)/g, '');
}

function target(file: string, from: string): string {
  if (from.startsWith('@migmap/')) return from.replace(/^@migmap\/([^/]+)\//, '$1/src/');
  return from.startsWith('.') ? join(dirname(file), from).split(sep).join('/') : from;
}

function inside(folder: string, file: string, from: string): boolean {
  return !relative(folder, target(file, from)).startsWith('..');
}
