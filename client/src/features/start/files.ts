import type { SystemInfo } from '@migmap/server/protocol';

export interface Start {
  /** Of the folder; what of it can be a name becomes the migration's. */
  readonly folder: string;
  readonly source: SystemInfo;
  readonly destination: SystemInfo;
  /** Where the export lies: a path, relative to the folder or absolute. */
  readonly exportPath: string;
}

/** The first files of a migration, by name: enough to discover both systems and to rehearse on this machine. */
export function startFiles({
  folder,
  source,
  destination,
  exportPath,
}: Start): Readonly<Record<string, string>> {
  const config = {
    connections: {
      export: { system: source.system, path: exportPath },
      local: { system: destination.system, stage: 'local' },
    },
    source: 'export',
    destination: 'local',
  };
  return {
    'migmap.json': `${JSON.stringify(config, null, 2)}\n`,
    'main.migmap': `// What becomes of every record of ${source.label}. Run "Migmap: Discover Schemas" first: from then on each line is
// checked against both systems, and what nobody has decided on is listed under Problems.
migration ${nameFrom(folder)} from ${source.system} to ${destination.system}

`,
  };
}

function nameFrom(folder: string): string {
  const name = folder.replaceAll(/[^A-Za-z0-9_]+/g, '_').replaceAll(/^[_0-9]+|_+$/g, '');
  return name || 'Migration';
}
