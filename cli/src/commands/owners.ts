import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exitCodes } from '../failure.ts';
import type { Io } from '../io.ts';
import type { OwnersResult } from '../json/owners.ts';
import { formatOption } from '../options.ts';
import { count, plural } from '../output/format.ts';
import { table } from '../output/table.ts';
import type { CommandContext } from '../program.ts';
import type { MappingOptions } from '../session/mapping.ts';

interface Options extends MappingOptions {
  readonly format: 'text' | 'json' | 'csv';
  readonly out?: string;
}

export function registerOwners(program: Command, { io, exit }: CommandContext): void {
  program
    .command('owners <file>')
    .description(
      'matches every owner met in the data to a user, and lists those without one; exit code 2 while there are any',
    )
    .option('--to <connection>', 'destination instead of the one in migmap.json')
    .option('--out <file>', 'also write the queue as CSV there')
    .addOption(formatOption('text', 'json', 'csv'))
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { compileMapping } = await import('../session/mapping.ts');
      const { reconcile } = await import('../session/owners.ts');
      const { ownersCsv } = await import('@migmap/engine/owners/csv');
      const found = await reconcile(io, await compileMapping(io, file, options));
      if (options.out !== undefined) await writeFile(resolve(options.out), ownersCsv(found.matches));
      if (options.format === 'csv') io.out(ownersCsv(found.matches).trimEnd());
      else {
        const result: OwnersResult = {
          formatVersion: 1,
          matched: found.matches.length - found.unmatched.length,
          unmatched: found.unmatched.length,
          ...(found.ruleProblem !== undefined && { problem: found.ruleProblem }),
          owners: found.matches
            .map(({ value, email, name, records, destinationId, substituted, problem }) => ({
              value,
              email,
              name,
              records,
              user: destinationId,
              substituted,
              problem,
            }))
            .toSorted((a, b) => Number(Boolean(a.user)) - Number(Boolean(b.user)) || b.records - a.records),
        };
        if (options.format === 'json') io.out(JSON.stringify(result, null, 2));
        else print(io, result);
      }
      exit(
        found.unmatched.length > 0 || found.ruleProblem !== undefined ? exitCodes.gateClosed : exitCodes.done,
      );
    });
}

function print(io: Io, { owners, matched, unmatched, problem }: OwnersResult): void {
  const rows = owners.map((owner) => [
    owner.problem
      ? io.paint.yellow(owner.problem)
      : owner.substituted
        ? 'given to the substitute'
        : io.paint.green('matched'),
    owner.email ?? owner.value,
    owner.name ?? '',
    count(owner.records),
    owner.user ?? '',
  ]);
  if (rows.length > 0) io.out(table(io, ['State', 'Owner', 'Name', '#Records', 'User'], rows));
  if (problem) io.out(io.paint.yellow(problem));
  io.out(
    unmatched === 0
      ? `${plural(matched, 'owner')} matched: the owner gate is open.`
      : `${plural(unmatched, 'owner')} without a user, ${matched} matched: the owner gate is closed. Provision the users, or load with --hold-unmatched.`,
  );
}
