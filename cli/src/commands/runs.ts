import type { Command } from 'commander';
import type { RunsResult } from '../json/runs.ts';
import { formatOption, type GlobalOptions } from '../options.ts';
import { table } from '../output/table.ts';
import type { CommandContext } from '../program.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json';
}

export function registerRuns(program: Command, { io }: CommandContext): void {
  program
    .command('runs')
    .description('lists the runs of this workspace, the latest last')
    .addOption(formatOption('text', 'json'))
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { listRuns } = await import('../session/runs.ts');
      const runs = await listRuns(workspaceOf(options));
      if (options.format === 'json') {
        io.out(JSON.stringify({ formatVersion: 1, runs } satisfies RunsResult, null, 2));
      } else if (runs.length === 0) io.out('Nothing was run yet.');
      else {
        const rows = runs.map((r) => [
          r.run,
          r.delta === undefined ? r.state : `${r.state}, delta`,
          r.mapping,
          `${r.source} → ${r.destination}`,
          r.startedAt,
        ]);
        io.out(table(io, ['Run', 'State', 'Mapping', 'From and to', 'Started'], rows));
      }
    });
}
