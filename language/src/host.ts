import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { SchemaDrift } from '@migmap/engine/schema/drift';
import type { SourceProfile } from '@migmap/engine/schema/profile';
import type { DestinationRules } from '@migmap/engine/connectors/registry';

/** What is known of the two systems a mapping stands between; whatever is missing is reported, not guessed. */
export interface MigrationContext {
  readonly source?: SchemaCatalog;
  readonly destination?: SchemaCatalog;
  readonly profile?: SourceProfile;
  readonly rules?: DestinationRules;
  /** What is known to have changed in the systems since the snapshots were taken. */
  readonly drift?: { readonly source?: SchemaDrift; readonly destination?: SchemaDrift };
  /** When this was gathered: for the age of the snapshots. Absent: nobody asks. */
  readonly now?: Date;
  /** Severity of a check by its code, as in `migmap.json`. */
  readonly severities?: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>;
}

/** What the last run made of the records of a map. */
export interface MapOutcome {
  readonly arrived: number;
  readonly held: number;
  readonly failed: number;
}

/** The language does no I/O; whoever runs it supplies what it needs to know. */
export interface LanguageHost {
  /** The context of the migration in the file with this URI, or `undefined` where no workspace says. Called often: keep it cached. */
  contextFor(uri: string): MigrationContext | undefined;
  /** Text of an imported file, or `undefined` where it does not exist. Absent: only documents already loaded are found. */
  readFile?(uri: string): Promise<string | undefined>;
  /** Where the page of a rule is found, for the link on its code. */
  rulePage?(code: string): string | undefined;
  /** The `migmap.json` that holds for a file, with its text, so that a severity can be set in it. Absent: it cannot. */
  configFile?(uri: string): { readonly uri: string; readonly text: string } | undefined;
  /** What the last run of a mapping made of each map, by the map's id. Absent or `undefined`: it was not run. */
  lastRun?(uri: string): ReadonlyMap<string, MapOutcome> | undefined;
  /** URI under which an editor shows the page of a connection's discovered object. Absent: there are no pages. */
  pageOf?(uri: string, connection: string, object: string): string | undefined;
  /** How a file is called in reports: relative to the workspace. Absent: the last part of the URI. */
  fileName?(uri: string): string;
}
