import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { exitCodes } from '../failure.ts';
import type { CheckResult } from '../json/check.ts';
import { formatOption } from '../options.ts';
import { diagnosticLine } from '../output/diagnostics.ts';
import { plural } from '../output/format.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: 'text' | 'json';
}

export function registerCheck(program: Command, { io, exit }: CommandContext): void {
  program
    .command('check <file>')
    .description('checks a mapping against both schemas and the profiled data')
    .option('--to <connection>', 'check against this destination instead of the one in migmap.json')
    .addOption(formatOption('text', 'json'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { checkMapping } = await import('../session/mapping.ts');
      const { diagnostics } = await checkMapping(file, options);
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
