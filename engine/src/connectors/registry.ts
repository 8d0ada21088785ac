import type { Source } from './source.ts';
import type { Destination } from './destination.ts';
import type { Pause } from './http/pause.ts';
import type { FieldKind } from '../schema/types.ts';
import type { DeclaredField, DeclaredObject } from '../mapping/ir.ts';

/** What a connector is given to reach its system. Secrets come through `secret` and are never kept in the record. */
export interface ConnectionSettings {
  readonly name: string;
  readonly system: string;
  readonly stage?: 'local' | 'sandbox' | 'production';
  readonly url?: string;
  /** Absolute path of an export. */
  readonly path?: string;
  /** Other settings of `migmap.json`, already validated by the connector's own zod schema. */
  readonly options: Readonly<Record<string, unknown>>;
  secret(name: string): Promise<string | undefined>;
  /** How to wait between attempts, and between looks at work that goes on; absent: as long as is asked. */
  readonly pause?: Pause;
}

/** Shows a login page to a person. */
export interface Browser {
  open(url: string): Promise<void> | void;
  /** Port of the loopback address to which the login comes back, where the default does not do. */
  readonly port?: number;
  readonly signal?: AbortSignal;
}

/** A connector: one folder, one line in `connectors/all.ts`. Its code is loaded only when it is used. */
export interface Connector {
  /** As in `migration … from smartdesk to salesforce`. */
  readonly system: string;
  readonly label: string;
  source?(settings: ConnectionSettings): Promise<Source>;
  destination?(settings: ConnectionSettings): Promise<Destination>;
  /** Logs in with a browser; answers the secrets, by name, that the host keeps for this connection from then on. */
  signIn?(settings: ConnectionSettings, browser: Browser): Promise<Readonly<Record<string, string>>>;
  /** The record that an address in a browser shows, where it is one of this system's; its object, where the address tells. */
  recordAt?(url: URL): { readonly object?: string; readonly id: string } | undefined;
  /** For the checks and the manifest, without any connection. */
  readonly rules?: DestinationRules;
}

/** What the language needs to know of a destination without talking to it. */
export interface DestinationRules {
  /** How a declared type is called there ("Text(18)", "varchar"), or `undefined` where it has no such type. */
  nativeType(field: DeclaredField): string | undefined;
  /** Why a declared field cannot have this name, in one sentence, or `undefined` where it can. */
  fieldNameProblem?(name: string): string | undefined;
  /** Whether a discovered field of kind `actual` serves a declaration of kind `declared`. */
  compatible(declared: FieldKind, actual: FieldKind): boolean;
  /** The manifest in the system's own deployable form: path to text. */
  nativeManifest?(objects: readonly DeclaredObject[]): ReadonlyMap<string, string>;
  /** Its API makes users who can own records; needed for `unmatched placeholder`. */
  readonly createsUsers?: true;
  /** Objects in the order of the seed's approach; breaks ties of the load order. */
  readonly order: readonly string[];
  /** Objects the platform itself creates when another is written (EmailMessage → Task): told apart in the balance. */
  readonly sideEffects?: Readonly<Record<string, readonly string[]>>;
}
