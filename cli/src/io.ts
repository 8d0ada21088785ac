import pc from 'picocolors';
import { masked } from '@migmap/engine/config/secrecy';

/** Where a command speaks, and how it learns that it should stop. */
export interface Io {
  /** Results and machine output: a line on standard output. */
  out(line: string): void;
  /** The one line of output that is meant to hold a secret: for the shell that asked for it. */
  handOver(line: string): void;
  /** What is said on the way: a line on standard error. */
  err(line: string): void;
  /** Colours for standard output, plain unless it is a terminal. */
  readonly paint: Paint;
  /** Colours for standard error. */
  readonly errPaint: Paint;
  /** Standard error is a terminal: progress may redraw itself. */
  readonly live: boolean;
  /** Asks a person at the terminal; absent where nobody sits there. `undefined`: they stepped back. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

export type Paint = ReturnType<typeof pc.createColors>;

/** The process's own streams. NO_COLOR is obeyed. */
export function processIo(signal: AbortSignal): Io {
  // `isTTY` is undefined on a pipe, whatever its type says.
  const colours = (stream: NodeJS.WriteStream) =>
    pc.createColors(Boolean(stream.isTTY) && !process.env['NO_COLOR']);
  return {
    out: (line) => void process.stdout.write(`${masked(line)}\n`),
    handOver: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${masked(line)}\n`),
    paint: colours(process.stdout),
    errPaint: colours(process.stderr),
    live: Boolean(process.stderr.isTTY),
    ...(process.stdin.isTTY && process.stderr.isTTY && { ask: (question: string) => ask(question, signal) }),
    signal,
  };
}

async function ask(question: string, signal: AbortSignal): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    lines.close();
  }
}
