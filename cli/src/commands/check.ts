import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { exitCodes } from '../failure.ts';
import type { CheckResult } from '../json/check.ts';
import { formatOption } from '../options.ts';
import { diagnosticLine } from '../output/diagnostics.ts';
import { plural } from '../output/format.ts';
import type { CommandContext } from '../program.ts';
import type { Io } from '../io.ts';
import type { checkMapping, MappingOptions } from '../session/mapping.ts';

type CheckMapping = typeof checkMapping;

interface Options extends MappingOptions {
  readonly format: 'text' | 'json';
  readonly live?: boolean;
}

export function registerCheck(program: Command, { io, exit }: CommandContext): void {
  program
    .command('check <file>')
    .description('checks a mapping against both schemas and the profiled data')
    .option('--to <connection>', 'check against this destination instead of the one in migmap.json')
    .option('--live', 'look first whether the destination is still as its snapshot says (reaches it)')
    .addOption(formatOption('text', 'json'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const session = await import('../session/mapping.ts');
      const checked = await session.checkMapping(file, options);
      const asked = options.live && (await lookedAtLive(io, file, options, checked));
      const { diagnostics } = asked ? await session.checkMapping(file, options) : checked;
      const count = (severity: string) => diagnostics.filter((d) => d.severity === severity).length;
      const [errors, warnings] = [count('error'), count('warning')];
      if (options.format === 'json') {
        const result: CheckResult = {
          formatVersion: 1,
          diagnostics: diagnostics.map(({ range, docUrl, uri, severity, code, message }) => ({
            file: fileURLToPath(uri),
            start: { line: range.start.line + 1, column: range.start.character + 1 },
            end: { line: range.end.line + 1, column: range.end.character + 1 },
            severity,
            code,
            message,
            ...(docUrl !== undefined && { doc: docUrl }),
          })),
          errors,
          warnings,
        };
        io.out(JSON.stringify(result, null, 2));
      } else {
        for (const diagnostic of diagnostics) io.out(diagnosticLine(io.paint, diagnostic));
        io.err(`${plural(errors, 'error')}, ${plural(warnings, 'warning')}`);
      }
      exit(errors > 0 ? exitCodes.failed : exitCodes.done);
    });
}

/** Whether the destination was reached and compared; a mapping with errors does not say what to compare. */
async function lookedAtLive(
  io: Io,
  file: string,
  options: Options,
  { mapping, known, workspace }: Awaited<ReturnType<CheckMapping>>,
): Promise<boolean> {
  const name = options.to ?? workspace.config.destination;
  if (!mapping || !known.destination || name === undefined) {
    io.err(
      mapping
        ? 'There is no snapshot of the destination to compare with: run migmap discover.'
        : `The destination was not looked at: ${file} has errors, correct them first.`,
    );
    return false;
  }
  const { compareLive } = await import('../session/drift.ts');
  const changes = await compareLive(io, workspace, mapping, { name, catalog: known.destination });
  io.err(
    changes.length === 0
      ? `${name} is as its snapshot says.`
      : `${name} differs from its snapshot in ${plural(changes.length, 'place')}.`,
  );
  return true;
}
