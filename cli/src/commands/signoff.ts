import type { Command } from 'commander';
import { formatOption, type GlobalOptions } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json';
  readonly by: string;
  readonly accept?: string;
}

export function registerSignoff(program: Command, { io }: CommandContext): void {
  program
    .command('signoff <run>')
    .description('signs a verified run off, which a production run of the same mapping and schema needs')
    .requiredOption('--by <name>', 'who signs')
    .option('--accept <why>', 'sign although the verification found something, and say why')
    .addOption(formatOption('text', 'json'))
    .action(async (run: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { signoff } = await import('../session/signoff.ts');
      const signed = await signoff(workspaceOf(options), run, options);
      if (options.format === 'json') io.out(JSON.stringify(signed, null, 2));
      else
        io.out(
          `Run ${signed.run} is signed off by ${signed.by} at ${signed.at}${signed.accepted ? `, accepting: ${signed.accepted.why}` : ''}.\nMapping ${signed.mappingHash}\nSchema ${signed.schemaHash}\nVerification ${signed.verificationHash}`,
        );
    });
}
