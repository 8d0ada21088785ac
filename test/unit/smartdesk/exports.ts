/** Small exports made for one test. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { connectorOf } from '@migmap/engine/connectors/all';
import type { BadRow, Source, SourceDiscovery, SourceRecord } from '@migmap/engine/connectors/source';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import { catalogOf } from '@migmap/engine/schema/catalog';

export type Files = Readonly<Record<string, string | Buffer>>;

export async function writeFiles(dir: string, files: Files): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  return dir;
}

export async function writeArchive(file: string, files: Files): Promise<string> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

/** A folder of its own for each test, and the sources opened in it, gone afterwards. */
export interface Bench {
  readonly dir: string;
  readonly open: (path: string) => Promise<Source>;
  /** Discovers an export of these files. */
  readonly discover: (
    files: Files,
  ) => Promise<SourceDiscovery & { readonly source: Source; readonly catalog: SchemaCatalog }>;
}

export function bench(): Bench {
  let dir = '';
  let sources: Source[] = [];
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'migmap-source-'));
  });
  afterEach(async () => {
    await Promise.all(sources.map((source) => source.close()));
    sources = [];
    await rm(dir, { recursive: true, force: true });
  });
  async function open(path: string): Promise<Source> {
    const source = await connectorOf('smartdesk')?.source?.({
      name: 'export',
      system: 'smartdesk',
      path,
      options: {},
      secret: () => Promise.resolve(undefined),
    });
    if (!source) throw new Error('No connector for SmartDesk');
    sources.push(source);
    return source;
  }
  return {
    get dir() {
      return dir;
    },
    open,
    async discover(files) {
      const source = await open(await writeFiles(join(dir, 'export'), files));
      const discovery = await source.discover();
      return { ...discovery, source, catalog: catalogOf(discovery.schema, discovery.objects) };
    },
  };
}

export async function readAll(
  source: Source,
  object: string,
  catalog: SchemaCatalog,
): Promise<{ records: SourceRecord[]; bad: BadRow[] }> {
  const records: SourceRecord[] = [];
  const bad: BadRow[] = [];
  for await (const batch of source.read(object, { catalog, onBadRow: (row) => bad.push(row) }))
    records.push(...batch);
  return { records, bad };
}
