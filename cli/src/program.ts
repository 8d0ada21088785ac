import { Command } from 'commander';
import { registerCheck } from './commands/check.ts';
import { registerDiscover } from './commands/discover.ts';
import { registerExplain } from './commands/explain.ts';
import { registerFmt } from './commands/fmt.ts';
import { registerGates } from './commands/gates.ts';
import { registerGraph } from './commands/graph.ts';
import { registerLogin } from './commands/login.ts';
import { registerManifest } from './commands/manifest.ts';
import { registerEmulator } from './commands/emulator.ts';
import { registerOwners } from './commands/owners.ts';
import { registerPlan } from './commands/plan.ts';
import { registerPreview } from './commands/preview.ts';
import { registerPurge } from './commands/purge.ts';
import { registerReport } from './commands/report.ts';
import { registerRollback } from './commands/rollback.ts';
import { registerRun } from './commands/run.ts';
import { registerRuns } from './commands/runs.ts';
import { registerSignoff } from './commands/signoff.ts';
import { registerTest } from './commands/test.ts';
import { registerVerify } from './commands/verify.ts';
import type { Io } from './io.ts';

/** What a command is registered with. */
export interface CommandContext {
  readonly io: Io;
  /** Sets the exit code of a command that ran; without a call it is 0. */
  readonly exit: (code: number) => void;
}

/** In the order of a migration. */
const registrations = [
  registerLogin,
  registerDiscover,
  registerCheck,
  registerFmt,
  registerTest,
  registerManifest,
  registerPlan,
  registerGraph,
  registerPreview,
  registerOwners,
  registerGates,
  registerRun,
  registerRuns,
  registerReport,
  registerExplain,
  registerVerify,
  registerSignoff,
  registerRollback,
  registerPurge,
  registerEmulator,
];

export function buildProgram(io: Io, exit: (code: number) => void): Command {
  const program = new Command('migmap')
    .description(
      'Moves a CRM without losing a record: check a mapping, rehearse it, run it, and account for every record.',
    )
    .option(
      '--workspace <dir>',
      'folder with migmap.json; else the nearest at or above the mapping or this folder',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    })
    .showHelpAfterError('(--help shows what can be given)');
  for (const register of registrations) register(program, { io, exit });
  return program;
}
