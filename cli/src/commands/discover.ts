import type { Command } from 'commander';
import type { Workspace } from '@migmap/engine/config/workspace';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import type { DiscoverResult } from '../json/discover.ts';
import { formatOption, type GlobalOptions } from '../options.ts';
import { count } from '../output/format.ts';
import { table } from '../output/table.ts';
import type { CommandContext } from '../program.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json';
  readonly object?: readonly string[];
}

export function registerDiscover(program: Command, { io }: CommandContext): void {
  program
    .command('discover [connection...]')
    .description(
      'reads what a system looks like into schemas/<connection>; without a name, source and destination',
    )
    .option('--object <name...>', 'only the fields of these objects (destinations)')
    .addOption(formatOption('text', 'json'))
    .action(async (names: string[], _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const workspace = workspaceOf(options);
      const { discoverConnection } = await import('../session/discover.ts');
      const connections: DiscoverResult['connections'] = [];
      for (const name of names.length > 0 ? names : usual(workspace)) {
        io.err(`Discovering ${name} …`);
        connections.push(await discoverConnection(workspace, name, io, options.object));
      }
      if (options.format === 'json')
        io.out(JSON.stringify({ connections } satisfies DiscoverResult, null, 2));
      else print(io, connections);
    });
}

function usual({ config }: Workspace): string[] {
  const chosen = [config.source, config.destination].filter((name) => name !== undefined);
  if (chosen.length > 0) return chosen;
  throw new Failure(
    `migmap.json names neither a source nor a destination. Name the connections to discover: ${Object.keys(config.connections).join(', ')}.`,
  );
}

function print(io: Io, connections: DiscoverResult['connections']): void {
  const rows = connections.map((c) => [
    c.connection,
    c.system,
    count(c.objects),
    count(c.fields),
    c.records === undefined ? '' : count(c.records),
    c.badRows === undefined ? '' : count(c.badRows),
    c.users === undefined ? '' : count(c.users),
  ]);
  io.out(
    table(io, ['Connection', 'System', '#Objects', '#Fields', '#Records', '#Unreadable', '#Users'], rows),
  );
  for (const { connection, schema, manifest, changes, warnings } of connections) {
    io.out(`${connection}: ${schema}`);
    io.out(`${connection}: ${manifest}`);
    for (const change of changes) io.out(`${connection}: ${io.paint.yellow('changed')} ${change}`);
    for (const warning of warnings) io.out(`${connection}: ${io.paint.yellow('warning')} ${warning}`);
  }
}
