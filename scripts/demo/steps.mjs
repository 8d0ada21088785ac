import { spawn } from 'node:child_process';
import { bad, bold, dim, say } from './say.mjs';

/**
 * Runs the command line in a folder as a person would, shows the command and what it prints (`lines` of it at most, `only`
 * lines like these), and ends the demo when the exit code is not among those expected. Returns what was printed.
 */
export function migmap(folder) {
  return async (args, expected, { lines = Infinity, only = /^/, quiet = false } = {}) => {
    if (!quiet) say(bold(`$ migmap ${args.join(' ')}`));
    const { code, out } = await run(
      [process.execPath, 'cli/bin/migmap.mjs', ...args, '--workspace', folder],
      quiet || only.source !== '^',
    );
    const printed = out
      .trimEnd()
      .split('\n')
      .filter((line) => only.test(line));
    if (!quiet) {
      say(printed.slice(0, lines).join('\n'));
      if (printed.length > lines) say(dim(`… ${printed.length - lines} more lines`));
      say(dim(`(exit code ${code})`));
    }
    if (expected.includes(code)) return out;
    if (quiet || printed.length > lines) say(out);
    say(
      bad(`The demo stops: "migmap ${args[0]}" ended with ${code}, expected was ${expected.join(' or ')}.`),
    );
    return process.exit(1);
  };
}

/** Runs one of the project's own scripts and returns the JSON it prints. */
export async function script(file, args) {
  const { code, out } = await run([process.execPath, '--conditions=migmap-source', file, ...args]);
  if (code === 0) return JSON.parse(out);
  say(bad(`The demo stops: ${file} ended with ${code}.\n${out}`));
  return process.exit(1);
}

/** Standard error goes straight to the terminal, so that progress bars draw themselves. */
function run([program, ...args], silent = false) {
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', silent ? 'ignore' : 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  return new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code) => settle({ code, out }));
  });
}
