import type { Command } from 'commander';
import type { Capabilities } from '@migmap/engine/connectors/capabilities';
import { formatOption } from '../options.ts';
import { printPlan } from '../output/plan.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: 'text' | 'json';
  readonly offline?: boolean;
}

export function registerPlan(program: Command, { io }: CommandContext): void {
  program
    .command('plan <file>')
    .description('shows the phases of a load in order, and the records, requests, time and storage they take')
    .option('--to <connection>', 'destination instead of the one in migmap.json')
    .option('--offline', 'do not reach the destination: the order alone')
    .addOption(formatOption('text', 'json'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { compileMapping } = await import('../session/mapping.ts');
      const { planLoad } = await import('@migmap/engine/plan/plan');
      const compiled = await compileMapping(io, file, options);
      const plan = planLoad({
        mapping: compiled.mapping,
        destinationCatalog: compiled.destination.catalog,
        rules: compiled.rules,
        profile: compiled.profile,
        capabilities: options.offline ? undefined : await learn(compiled),
      });
      if (options.format === 'json') io.out(JSON.stringify(plan, null, 2));
      else printPlan(io, plan);
    });
}

async function learn({
  workspace,
  destination,
}: Awaited<ReturnType<typeof import('../session/mapping.ts').compileMapping>>): Promise<Capabilities> {
  const { openDestination } = await import('../session/connections.ts');
  const opened = await openDestination(workspace, destination.name);
  try {
    return await opened.system.capabilities();
  } finally {
    await opened.close();
  }
}
