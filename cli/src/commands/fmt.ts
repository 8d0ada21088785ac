import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { exitCodes, Failure } from '../failure.ts';
import { plural } from '../output/format.ts';
import type { CommandContext } from '../program.ts';

interface Options {
  readonly check?: boolean;
}

export function registerFmt(program: Command, { io, exit }: CommandContext): void {
  program
    .command('fmt <files...>')
    .description('lays mappings out: columns in line, blocks indented, comments kept')
    .option(
      '--check',
      'change nothing; name the files that are not laid out, and exit with 1 if there are any',
    )
    .action(async (files: readonly string[], { check }: Options) => {
      const { createFormatter } = await import('@migmap/language/formatter');
      const format = createFormatter();
      let changed = 0;
      let broken = 0;
      for (const file of files) {
        const text = await readMapping(file);
        const result = format(text);
        if (!('text' in result)) {
          broken += 1;
          io.err(`${file}:${result.line}:${result.column} ${result.problem} It was left as it is.`);
        } else if (result.text !== text) {
          changed += 1;
          io.out(file);
          if (!check) await writeFile(file, result.text);
        }
      }
      io.err(
        `${plural(changed, 'file')} ${check ? 'to lay out' : 'laid out'}, of ${plural(files.length, 'file')}`,
      );
      exit(broken > 0 || (check && changed > 0) ? exitCodes.failed : exitCodes.done);
    });
}

async function readMapping(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Failure(`${file} cannot be read. Give the path of a .migmap file.`, { cause });
  }
}
