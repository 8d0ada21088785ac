import type { Command } from 'commander';
import { exitCodes } from '../failure.ts';
import { formatOption, type GlobalOptions } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json';
}

export function registerRollback(program: Command, { io, exit }: CommandContext): void {
  program
    .command('rollback <run>')
    .description(
      'undoes a run: deletes what it made, puts back what it changed, and lists what others have changed since',
    )
    .addOption(formatOption('text', 'json'))
    .action(async (run: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { rollback } = await import('../session/rollback.ts');
      const done = await rollback(io, workspaceOf(options), run);
      if (options.format === 'json') io.out(JSON.stringify(done, null, 2));
      else {
        const { deleted, gone, restored, left } = done.counts;
        const bin = done.deletes === 'hard' ? '' : ' (they can be taken back for a while)';
        io.out(
          `Run ${done.run}: ${deleted} records deleted${bin}, ${gone} were gone already, ${restored} updates undone, ${left} records left.`,
        );
        for (const l of done.left)
          io.out(`  ${l.object} ${l.id} (${l.at}): ${l.why}${l.url === undefined ? '' : ` (${l.url})`}`);
        if (done.why !== undefined)
          io.out(io.paint.red(`Interrupted: ${done.why} The same command goes on from here.`));
      }
      if (done.state === 'interrupted') exit(exitCodes.interrupted);
      else if (done.left.length > 0) exit(exitCodes.recordsWait);
    });
}
