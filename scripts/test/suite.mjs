import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** Tests start many programs from their sources, which Node need not compile each time. */
const compiled = fileURLToPath(new URL('../../.cache/compiled', import.meta.url));

/**
 * Runs a suite, shows what it prints, and counts. A `counted` suite prints mocha's summary ("12 passing", "1 failing",
 * "2 pending"); any other is one test. A counted suite without a summary, or one that fails without saying what, is one failure.
 */
export async function runSuite({ command: [program, ...args], counted, environment }) {
  const child = spawn(program, args, {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    printed += text;
  });
  const end = await new Promise((settle) => {
    child.on('error', (error) => settle({ error }));
    child.on('close', (code, signal) => settle({ code: code ?? signal }));
  });
  if (end.error) return { passed: 0, failed: 1, skipped: 0, why: end.error.message };
  return counted ? summary(printed, end.code) : one(end.code);
}

function one(code) {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function summary(printed, code) {
  const plain = stripVTControlCharacters(printed);
  const count = (word) =>
    [...plain.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, 'gm'))].reduce((n, m) => n + Number(m[1]), 0);
  const [passed, failed, skipped] = [count('passing'), count('failing'), count('pending')];
  if (passed + failed + skipped === 0)
    return { passed, failed: 1, skipped, why: `it did not run; exit code ${code}` };
  if (code !== 0 && failed === 0) return { passed, failed: 1, skipped, why: `exit code ${code}` };
  return { passed, failed, skipped };
}
