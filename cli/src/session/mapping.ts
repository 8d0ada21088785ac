import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connectionFor, knownMigration, type KnownMigration } from '@migmap/engine/config/migration';
import type { Workspace } from '@migmap/engine/config/workspace';
import type { Mapping } from '@migmap/engine/mapping/ir';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { SourceProfile } from '@migmap/engine/schema/profile';
import { checkFile, type Diagnostic } from '@migmap/language/checker';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../options.ts';
import { diagnosticLine } from '../output/diagnostics.ts';
import { locateMapping } from './workspace.ts';

export interface MappingOptions extends GlobalOptions {
  /** Destination connection, instead of the one that `migmap.json` names. */
  readonly to?: string;
}

/** A mapping without errors, and what it stands between. */
export interface CompiledMapping {
  readonly workspace: Workspace;
  readonly mapping: Mapping;
  /** Relative to the workspace, with `/`. */
  readonly file: string;
  readonly source: { readonly name: string; readonly catalog: SchemaCatalog };
  readonly destination: { readonly name: string; readonly catalog: SchemaCatalog };
  readonly profile?: SourceProfile;
  readonly rules?: KnownMigration['rules'];
}

export async function checkMapping(
  file: string,
  options: MappingOptions,
): Promise<{
  workspace: Workspace;
  file: string;
  diagnostics: readonly Diagnostic[];
  mapping?: Mapping;
  known: KnownMigration;
}> {
  const located = locateMapping(file, options);
  const { config } = located.workspace;
  const names = { source: config.source, destination: options.to ?? config.destination };
  if (options.to !== undefined) located.workspace.connection(options.to);
  const known = knownMigration(located.workspace, names);
  const checked = await checkFile(pathToFileURL(located.file).href, {
    contextFor: () => known,
    fileName: (uri) => inWorkspace(located.workspace, fileURLToPath(uri)),
    readFile: (uri) => readFile(fileURLToPath(uri), 'utf8').catch(absent),
  });
  return { ...located, ...checked, known };
}

/** The compiled mapping; its errors, if any, are printed and end the command. */
export function withoutErrors(
  io: Io,
  file: string,
  { diagnostics, mapping }: { readonly diagnostics: readonly Diagnostic[]; readonly mapping?: Mapping },
): Mapping {
  const errors = diagnostics.filter((d) => d.severity === 'error');
  for (const diagnostic of errors) io.err(diagnosticLine(io.errPaint, diagnostic));
  if (errors.length > 0)
    throw new Failure(`${file} has errors; nothing was done. "migmap check" shows warnings too.`);
  if (mapping) return mapping;
  throw new Failure(`${file} has no "migration … from … to …" statement: it is for others to import.`);
}

/** Checks and compiles; errors are printed and end the command. */
export async function compileMapping(
  io: Io,
  file: string,
  options: MappingOptions,
): Promise<CompiledMapping> {
  const checked = await checkMapping(file, options);
  const { workspace, file: path, known } = checked;
  const mapping = withoutErrors(io, file, checked);
  const source = connectionFor(workspace, 'source', { system: mapping.source });
  const destination = connectionFor(workspace, 'destination', {
    chosen: options.to,
    system: mapping.destination,
  });
  return {
    workspace,
    mapping,
    file: inWorkspace(workspace, path),
    source: { name: source, catalog: discovered(known.source, source) },
    destination: { name: destination, catalog: discovered(known.destination, destination) },
    ...(known.profile && { profile: known.profile }),
    ...(known.rules && { rules: known.rules }),
  };
}

function discovered(catalog: SchemaCatalog | undefined, connection: string): SchemaCatalog {
  if (catalog) return catalog;
  throw new Failure(
    `Connection "${connection}" was not discovered yet: run "migmap discover ${connection}" first.`,
  );
}

/** As spans and reports call a file: relative to the workspace, with `/`. */
function inWorkspace({ root }: Workspace, path: string): string {
  return relative(root, path).replaceAll('\\', '/');
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
