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
      const { look } = await import('../session/look.ts');
      const { ownersCsv } = await import('@migmap/engine/owners/csv');
      const { owners: found, queue } = await look(
        io,
        await compileMapping(io, file, options),
        async (seen) => seen,
      );
      if (options.out !== undefined) await writeFile(resolve(options.out), ownersCsv(found.matches));
      if (options.format === 'csv') io.out(ownersCsv(found.matches).trimEnd());
      else {
        const result: OwnersResult = {
          formatVersion: 1,
          matched: found.matches.length - found.unmatched.length,
          unmatched: found.unmatched.length,
          problems: [...found.problems],
          queue,
          owners: found.matches
            .map(({ value, email, name, records, destinationId, substituted, givenTo, problem }) => ({
              value,
              email,
              name,
              records,
              user: destinationId,
              substituted,
              givenTo,
              problem,
            }))
            .toSorted((a, b) => Number(Boolean(a.user)) - Number(Boolean(b.user)) || b.records - a.records),
        };
        if (options.format === 'json') io.out(JSON.stringify(result, null, 2));
        else print(io, result);
      }
      exit(found.unmatched.length > 0 || found.problems.length > 0 ? exitCodes.gateClosed : exitCodes.done);
    });
}

function print(io: Io, { owners, matched, unmatched, problems, queue }: OwnersResult): void {
  const rows = owners.map((owner) => [
    stateOf(io, owner),
    owner.email ?? owner.value,
    owner.name ?? '',
    count(owner.records),
    owner.user ?? '',
  ]);
  if (rows.length > 0) io.out(table(io, ['State', 'Owner', 'Name', '#Records', 'User'], rows));
  for (const problem of problems) io.out(io.paint.yellow(problem));
  io.out(
    unmatched === 0 && problems.length === 0
      ? `${plural(matched, 'owner')} matched: the owner gate is open.`
      : `${plural(unmatched, 'owner')} without a user, ${matched} matched: the owner gate is closed.\nProvision the users, or name another user's e-mail under "give to" in ${queue} and look again; or load with --hold-unmatched.`,
  );
}

function stateOf(io: Io, { problem, givenTo, substituted }: OwnersResult['owners'][number]): string {
  if (problem) return io.paint.yellow(problem);
  if (givenTo) return `given to ${givenTo}`;
  return substituted ? 'given to the substitute' : io.paint.green('matched');
}
