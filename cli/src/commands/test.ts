import { Option, type Command } from 'commander';
import { exitCodes, Failure } from '../failure.ts';
import type { TestResult } from '../json/test.ts';
import { formatOption } from '../options.ts';
import { diagnosticLine } from '../output/diagnostics.ts';
import { plural } from '../output/format.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: 'text' | 'json';
  readonly name?: readonly string[];
}

export function registerTest(program: Command, { io, exit }: CommandContext): void {
  program
    .command('test <file>')
    .description("runs the mapping's own tests; no connection is opened")
    .option('--to <connection>', 'convert for this destination instead of the one in migmap.json')
    .addOption(new Option('--name <names...>', 'only the tests with these names'))
    .addOption(formatOption('text', 'json'))
    .action(async (file: string, _: unknown, command: Command) => {
      const { name: names, ...options } = command.optsWithGlobals<Options>();
      const { checkMapping } = await import('../session/mapping.ts');
      const { runMappingTests } = await import('@migmap/engine/mapping/mapping-tests');
      const { mapping, diagnostics, known } = await checkMapping(file, options);
      if (!mapping) {
        for (const d of diagnostics) if (d.severity === 'error') io.err(diagnosticLine(io.errPaint, d));
        throw new Failure(`${file} has errors, so its tests cannot run. Correct them first.`);
      }
      const unknown = names?.find((name) => !mapping.tests.some((test) => test.name === name));
      if (unknown !== undefined) throw new Failure(`${file} has no test "${unknown}".`);
      const chosen = names ? mapping.tests.filter((test) => names.includes(test.name)) : mapping.tests;
      const tests = [...runMappingTests({ ...mapping, tests: chosen }, known.destination)];
      const failed = tests.filter((test) => !test.passed).length;
      const passed = tests.length - failed;
      if (options.format === 'json') {
        io.out(JSON.stringify({ formatVersion: 1, tests, passed, failed } satisfies TestResult, null, 2));
      } else {
        for (const { passed: well, name, line, failures } of tests) {
          const mark = well ? io.paint.green('passed') : io.paint.red('failed');
          io.out(`${mark} ${name} ${io.paint.dim(line)}`);
          for (const failure of failures) io.out(`       ${failure}`);
        }
        if (tests.length) io.err(`${plural(passed, 'test')} passed, ${failed} failed`);
        else io.err(`${file} has no tests. Write one: test "…" { given … { … } expect … { … } }`);
      }
      exit(failed > 0 ? exitCodes.failed : exitCodes.done);
    });
}
