/** The `migmap` command's entry: signals in, exit code out. */
import { runCommandLine } from './command-line.ts';
import { exitCodes, explain } from './failure.ts';
import { processIo } from './io.ts';
import { relaunched } from './relaunch.ts';

const done = await relaunched();
if (done !== undefined) process.exit(done);

const stop = new AbortController();
const io = processIo(stop.signal);
let stopAskedAt = 0;

function onSignal(): void {
  const now = Date.now();
  if (stopAskedAt === 0) {
    stopAskedAt = now;
    io.err('\nStopping: what is in flight is finished first. Once more stops at once.');
    stop.abort();
  } else if (now - stopAskedAt > 500) {
    // One Ctrl-C may arrive twice, from the terminal and from a parent that passes it on.
    process.exit(exitCodes.interrupted);
  }
}
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

// Node would print it as it is, and what a server or a library says may repeat a token.
process.on('uncaughtException', (error) => {
  io.err(explain(error));
  process.exit(exitCodes.failed);
});

// Whoever listens may go away (`head`, an editor that is closed): what is under way goes on without them.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });
}

const exitCode = await runCommandLine(io, process.argv.slice(2));
await Promise.all([process.stdout, process.stderr].map(flushed));
process.exit(exitCode);

/** What was written to a pipe may not have left yet; an exit would cut it off. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
