import { secretVariable } from '@migmap/engine/config/secrets';
import { type Command } from 'commander';
import { Failure } from '../failure.ts';
import type { GlobalOptions } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { connectorFor } from '../session/connections.ts';
import { workspaceOf } from '../session/workspace.ts';

interface Options extends GlobalOptions {
  readonly port?: string;
}

/** Secrets go to the shell that asked for them and to nothing else: never to a terminal, a file or a log. */
export function registerLogin(program: Command, { io }: CommandContext): void {
  program
    .command('login <connection>')
    .description(
      'logs in with a browser, where the system offers it (OAuth with PKCE): eval "$(migmap login sandbox)"',
    )
    .option('--port <port>', 'port on this machine to which the browser comes back')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      if (process.stdout.isTTY)
        throw new Failure(
          `What a login brings is a secret and is not shown on a terminal. Give it to the shell: eval "$(migmap login ${name})"`,
        );
      const settings = workspaceOf(options).connection(name);
      const connector = connectorFor(settings);
      if (!connector.signIn)
        throw new Failure(
          `${connector.label} has no login with a browser; set its secrets in the environment.`,
        );
      const secrets = await connector.signIn(settings, {
        open: (url) => io.err(`Open this address in a browser and log in:\n${url}`),
        ...(options.port === undefined ? {} : { port: Number(options.port) }),
        signal: io.signal,
      });
      for (const [secret, value] of Object.entries(secrets))
        io.handOver(`export ${secretVariable(name, secret)}='${value.replaceAll("'", String.raw`'\''`)}'`);
      io.err('Logged in.');
    });
}
