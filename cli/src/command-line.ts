import { CommanderError } from 'commander';
import { exitCodes, explain, Failure } from './failure.ts';
import type { Io } from './io.ts';
import { buildProgram } from './program.ts';

/**
 * Runs one command, `args` being what stands behind `migmap`, and answers its exit code. What goes wrong is said on `io`
 * and never thrown.
 */
export async function runCommandLine(io: Io, args: readonly string[]): Promise<number> {
  let chosen: number = exitCodes.done;
  const program = buildProgram(io, (code) => (chosen = code));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (io.signal.aborted && isAbort(error, io.signal)) {
      io.err('Interrupted.');
      return exitCodes.interrupted;
    }
    io.err(explain(error));
    return error instanceof Failure ? error.exitCode : exitCodes.failed;
  }
  return chosen;
}

/** What an aborted read or request throws. */
function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error === signal.reason);
}
