import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import * as z from 'zod';
import { Failure } from '../failure.ts';
import type { Listening } from '../local/emulator.ts';
import { wholeNumber } from '../options.ts';
import type { CommandContext } from '../program.ts';

interface Options {
  readonly port: number;
  readonly database?: string;
  readonly org?: string;
  readonly schema?: string;
  readonly withParent?: boolean;
}

export function registerEmulator(program: Command, { io }: CommandContext): void {
  program
    .command('emulator')
    .description('local servers that speak the CRMs’ own protocols')
    .command('start <system>')
    .description('starts an emulator on this machine and runs it until it is stopped')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', wholeNumber(0), 0)
    .option('--database <file>', 'where its records are kept; else in memory')
    .option('--org <file>', 'JSON file that describes the system: users, stages, custom fields')
    .option('--schema <path>', 'discovered schema (folder or file) whose objects and fields it takes over')
    .addOption(new Option('--with-parent', 'tell the parent process the address, and end with it').hideHelp())
    .action(async (system: string, options: Options) => {
      const { emulatedSystems, startEmulator } = await import('@migmap/emulators/all');
      if (!emulatedSystems.includes(system))
        throw new Failure(
          `There is no emulator of "${system}"; there is one of ${emulatedSystems.join(', ')}.`,
        );
      // Its database, its bodies and its job results are customers' records.
      process.umask(0o077);
      const server = await startEmulator(system, {
        port: options.port,
        ...(options.database && { database: resolve(options.database) }),
        ...(options.org && { org: readOrg(resolve(options.org)) }),
        ...(options.schema && { schema: resolve(options.schema) }),
      }).catch((error: unknown) => explainOrg(error, options.org));
      if (options.withParent) {
        process.send!({ url: server.url } satisfies Listening);
        // What a terminal sends reaches this process too; it serves on until its parent has put its journal in order.
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
          process.removeAllListeners(signal).on(signal, () => undefined);
        await once(process, 'disconnect');
      } else {
        io.out(server.url);
        io.err(`The ${system} emulator answers there; Ctrl-C ends it.`);
        if (!io.signal.aborted) await once(io.signal, 'abort');
      }
      await server.close();
    });
}

function readOrg(file: string): never {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as never;
  } catch (error) {
    throw new Failure(
      `${file}: ${(error as Error).message}. It should be a JSON file that describes the local system.`,
    );
  }
}

function explainOrg(error: unknown, file: string | undefined): never {
  if (error instanceof z.core.$ZodError && file !== undefined)
    throw new Failure(`${file} does not describe a local system:\n${z.prettifyError(error)}`, {
      cause: error,
    });
  throw error;
}
