import { Option, type Command } from 'commander';
import { exitCodes, Failure } from '../failure.ts';
import type { TestResult } from '../json/test.ts';
import { formatOption } from '../options.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: 'text' | 'json';
  readonly name?: readonly string[];
}

export function registerTest(program: Command, { io, exit }: CommandContext): void {
  program
    .command('test <file>')
    .description(
      'runs the tests that stand in a mapping, without any connection; exit code 1 when one does not hold',
    )
    .option('--to <connection>', 'convert for this destination instead of the one in migmap.json')
    .addOption(new Option('--name <names...>', 'only the tests with these names'))
    .addOption(formatOption('text', 'json'))
    .action(async (file: string, _: unknown, command: Command) => {
      const { name: names, ...options } = command.optsWithGlobals<Options>();
      const { checkMapping, withoutErrors } = await import('../session/mapping.ts');
      const { runMappingTests } = await import('@migmap/engine/mapping/mapping-tests');
      const checked = await checkMapping(file, options);
      const mapping = withoutErrors(io, file, checked);
      const unknown = names?.find((name) => !mapping.tests.some((test) => test.name === name));
      if (unknown !== undefined) throw new Failure(`${file} has no test "${unknown}".`);
      const chosen = names ? mapping.tests.filter(({ name }) => names.includes(name)) : mapping.tests;
      const tests = [...runMappingTests({ ...mapping, tests: chosen }, checked.known.destination)];
      const failed = tests.filter((test) => !test.passed).length;
      const result: TestResult = { formatVersion: 1, tests, passed: tests.length - failed, failed };
      if (options.format === 'json') io.out(JSON.stringify(result, null, 2));
      else {
        for (const { name, line, passed, failures } of tests) {
          io.out(`${passed ? io.paint.green('✓') : io.paint.red('✗')} ${name} ${io.paint.dim(line)}`);
          for (const failure of failures) io.out(`    ${failure}`);
        }
        io.out(tests.length === 0 ? `${file} has no tests.` : `${result.passed} passed, ${failed} failed`);
      }
      exit(failed > 0 ? exitCodes.failed : exitCodes.done);
    });
}
