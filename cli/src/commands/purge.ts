import type { Command } from 'commander';
import { exitCodes } from '../failure.ts';
import { formatOption, type GlobalOptions } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json';
  readonly all?: boolean;
  readonly forgetIds?: boolean;
  readonly yes?: boolean;
}

const about = `
Customers' values stand in .migmap: what was sent and what it replaced, the files of each run, the source's profile.
"purge RUN" removes them of one run; "purge --all" of every run, with the profiles, and with the records of local systems.

What stays: which source record became which destination record (the ids, the source row, a hash of what was written), the
counts of each phase, and a sign-off whose verification was clean. With --forget-ids that goes, too.
What is over then: a purged run cannot be rolled back or verified; explain names its source row and no values; a delta no
longer sees what people have changed in the destination since. With --forget-ids the next run knows nothing of earlier ones:
it finds records by their keys only, and makes those without a key again.
Not touched: the export, the mapping, schemas/, hand-off files that were copied elsewhere, and the destination.`;

export function registerPurge(program: Command, { io, exit }: CommandContext): void {
  program
    .command('purge [run]')
    .description("removes customers' values from .migmap for good; tells what would go until you say --yes")
    .option('--all', 'every run, the profiles and the local systems')
    .option('--forget-ids', 'with --all: also which source record became which destination record')
    .option('--yes', 'do it; it cannot be undone')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', about)
    .action(async (run: string | undefined, _: unknown, command: Command) => {
      const {
        format,
        all = false,
        forgetIds = false,
        yes = false,
        ...global
      } = command.optsWithGlobals<Options>();
      const { purge } = await import('../session/purge.ts');
      const told = await purge(workspaceOf(global), {
        ...(run !== undefined && { run }),
        all,
        forgetIds,
        yes,
      });
      if (format === 'json') io.out(JSON.stringify(told, null, 2));
      else {
        const ids = told.keptIds ? 'The ids of what was loaded stay.' : 'What was loaded is forgotten.';
        for (const path of told.removed) io.out(`  ${path}`);
        io.out(
          told.done
            ? `Removed, with the values of ${told.runs.length} runs in the journals. ${ids}`
            : `Nothing is removed yet. These files and the values of ${told.runs.length} runs in the journals would be: say --yes. A purged run cannot be rolled back or verified any more.`,
        );
      }
      if (!told.done) exit(exitCodes.gateClosed);
    });
}
