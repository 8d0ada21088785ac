import type { Destination } from '../connectors/destination.ts';
import type { DestinationRules } from '../connectors/registry.ts';
import type { Source } from '../connectors/source.ts';
import type { Mapping } from '../mapping/ir.ts';
import type { RunReport } from '../report/types.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { ObjectSchema } from '../schema/types.ts';
import type { RunEvent } from './events.ts';

export interface RunOptions {
  readonly mapping: Mapping;
  /** Relative to the workspace. */
  readonly mappingFile: string;
  readonly source: Source;
  /** Connection names. */
  readonly sourceName: string;
  readonly sourceCatalog: SchemaCatalog;
  readonly destination: Destination;
  readonly destinationName: string;
  readonly destinationCatalog: SchemaCatalog;
  readonly rules: DestinationRules;
  readonly stage?: 'local' | 'sandbox' | 'production';
  readonly destinationUrl?: string;
  /** `.migmap` of the workspace. */
  readonly stateDir: string;
  /** Go on with the last run of this destination that did not end. */
  readonly resume?: boolean;
  /** Go on while owners are unmatched, and hold their records. */
  readonly holdUnmatched?: boolean;
  /** Only what was held or failed before. */
  readonly retryHeld?: boolean;
  /** What has changed since the last run, compared three ways; a resumed delta stays one. */
  readonly delta?: boolean;
  /** In a delta: delete in the destination what the source has deleted, where nobody has touched it. */
  readonly applyDeletes?: boolean;
  /** Asks a person for the name of the production connection that is about to be loaded; `undefined`: nobody answers. */
  readonly confirm?: () => Promise<string | undefined>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Told of the destination objects that the mapping touches, as they are at the start. */
  readonly onDestination?: (objects: ReadonlyMap<string, ObjectSchema>) => Promise<void>;
  readonly now?: () => Date;
  /** Waits `ms` or until the signal; tests make it short. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** 0 all loaded · 1 could not run · 2 a gate is closed · 3 finished with held or failed records · 4 interrupted, resumable. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

export interface RunOutcome {
  readonly run: string;
  readonly exitCode: ExitCode;
  readonly report: RunReport;
  /** Folder of the run: reports and hand-off files. */
  readonly directory: string;
}
