/** Which file of an export holds which object. */
import type { TextFacts } from './encoding.ts';
import { textFacts } from './encoding.ts';
import { findDialect } from './dialect.ts';
import { objectName } from './names.ts';
import type { Format, Origin } from './origin.ts';
import type { TreeFile } from './tree.ts';
import { openWorkbook } from './xlsx.ts';

export interface LaidTable {
  readonly object: string;
  readonly file: TreeFile;
  /** As far as the file's head tells; the rest shows when it is read. */
  readonly origin: Origin;
  /** What decided its encoding; nothing where the format has one of its own. */
  readonly certainty?: TextFacts['certainty'];
}

export interface Layout {
  readonly tables: readonly LaidTable[];
  readonly warnings: readonly string[];
}

const formatOf: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  xlsx: 'xlsx',
};
const otherwise = { quote: '"', delimiter: ',', dateOrder: 'DMY', decimal: '.', timeZone: 'UTC' } as const;

/** Two files for one object would lose one of them, so that is an error; a file that is no table is a warning. */
export async function layOut(files: readonly TreeFile[]): Promise<Layout> {
  const tables = new Map<string, LaidTable>();
  const warnings: string[] = [];
  for (const file of files) {
    const [, stem = '', extension = ''] = /^(.*?)(?:\.([^.]*))?$/s.exec(file.path) ?? [];
    const format = formatOf[extension.toLowerCase()];
    if (!format) {
      warnings.push(`${file.path}: not read, its extension is none of ${Object.keys(formatOf).join(', ')}.`);
      continue;
    }
    try {
      for (const table of await tablesOf(file, stem, format)) {
        const other = tables.get(table.object);
        if (other) throw new TwoFilesError(table.object, other.file.path, file.path);
        tables.set(table.object, table);
      }
    } catch (error) {
      if (error instanceof TwoFilesError) throw error;
      warnings.push(`${file.path}: not read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { tables: [...tables.values()], warnings };
}

export class TwoFilesError extends Error {
  override readonly name = 'TwoFilesError';
  constructor(object: string, one: string, other: string) {
    super(`${one} and ${other} both hold ${object}. Put them into one, or rename one of them.`);
  }
}

async function tablesOf(file: TreeFile, stem: string, format: Format): Promise<readonly LaidTable[]> {
  const base = {
    file: file.path,
    brokenBytes: 'no',
    lineEnd: 'lf',
    encoding: 'utf-8',
    ...otherwise,
  } as const;
  if (format === 'xlsx') {
    const workbook = await openWorkbook(file);
    await workbook.close();
    return workbook.sheets.map((sheet) => ({
      object: objectName(workbook.sheets.length === 1 ? stem : sheet),
      file,
      origin: { ...base, format, sheet },
    }));
  }
  const facts = await textFacts(file);
  if (facts.empty) throw new Error('the file is empty.');
  if (facts.binary) throw new Error('the file is not text.');
  const origin: Origin = {
    ...base,
    ...(format === 'csv' ? findDialect(facts) : { lineEnd: facts.lineEnd }),
    format: format === 'json' && isJsonLines(facts.sample) ? 'jsonl' : format,
    encoding: facts.encoding,
  };
  return [{ object: objectName(stem), file, origin, certainty: facts.certainty }];
}

/** A `.json` of which each line is a record. */
function isJsonLines(sample: string): boolean {
  const [first = '', second] = sample
    .replace(/^\uFEFF/, '')
    .trimStart()
    .split('\n', 2);
  if (!first.startsWith('{') || second === undefined) return false;
  try {
    return typeof JSON.parse(first) === 'object';
  } catch {
    return false;
  }
}
