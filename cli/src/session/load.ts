import { join } from 'node:path';
import { DiskError } from '@migmap/engine/disk/error';
import { runMigration } from '@migmap/engine/run/run';
import type { RunCommandOptions } from '../commands/run.ts';
import { exitCodes, Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { printReconciliation } from '../output/reconciliation.ts';
import { runProgress } from '../output/run-progress.ts';
import { connectorFor, openDestination, openSource } from './connections.ts';
import { keepDrift, objectsOf } from './drift.ts';
import { compileMapping } from './mapping.ts';

/** Runs a mapping; events and reconciliation as they are asked for. Returns the exit code. */
export async function load(io: Io, file: string, options: RunCommandOptions): Promise<number> {
  // A run outlives the terminal or editor that started it; `migmap runs` finds it again.
  process.on('SIGHUP', () => undefined);
  const compiled = await compileMapping(io, file, options);
  const { workspace, mapping } = compiled;
  const source = await openSource(workspace, compiled.source.name);
  try {
    const destination = await openDestination(workspace, compiled.destination.name);
    const progress = runProgress(io, { gates: options.format === 'json' });
    try {
      const { settings } = destination;
      const outcome = await runMigration({
        mapping,
        mappingFile: compiled.file,
        source: source.system,
        sourceName: compiled.source.name,
        sourceCatalog: compiled.source.catalog,
        destination: destination.system,
        destinationName: compiled.destination.name,
        destinationCatalog: compiled.destination.catalog,
        rules: connectorFor(settings).rules!,
        // What nobody has called a sandbox is treated with production's care.
        stage: settings.stage ?? 'production',
        ...(settings.url && { destinationUrl: settings.url }),
        stateDir: workspace.makeStateDir(),
        resume: options.resume ?? false,
        retryHeld: options.retryHeld ?? false,
        holdUnmatched: options.holdUnmatched ?? false,
        delta: options.delta ?? false,
        applyDeletes: options.applyDeletes ?? false,
        confirm: async () =>
          options.confirm ??
          io.ask?.(
            `This load goes into production: connection "${settings.name}"${settings.url ? ` at ${settings.url}` : ''}.\nType the connection's name to go on: `,
          ),
        signal: io.signal,
        onDestination: (objects) =>
          keepDrift(workspace, compiled.destination, objectsOf(mapping), objects).then(() => undefined),
        onEvent(event) {
          if (options.format === 'json') io.out(JSON.stringify(event));
          if (options.format === 'text' || io.live) progress.show(event);
        },
      }).catch(resumable);
      progress.stop();
      if (options.format === 'text') {
        printReconciliation(io, outcome.report);
        io.out(`\nThe report: ${join(outcome.directory, 'report.html')}`);
      }
      return outcome.exitCode;
    } finally {
      progress.stop();
      await destination.close();
    }
  } finally {
    await source.close();
  }
}

/** A disk that is full has interrupted the run: what was answered is journalled, the rest is asked for. */
function resumable(error: unknown): never {
  if (!(error instanceof DiskError)) throw error;
  throw new Failure(`${error.message} With --resume the run goes on.`, {
    cause: error,
    exitCode: exitCodes.interrupted,
  });
}
