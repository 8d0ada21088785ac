/** One way of loading the small export into an emulated system, and what must be there afterwards. */
import type { DatabaseSync } from 'node:sqlite';
import type { FaultBook, FaultInput } from '@migmap/emulators/faults/faults';
import type { LoggedRequest } from '@migmap/emulators/http/types';
import type { Destination } from '@migmap/engine/connectors/destination';
import type { ConnectionSettings, DestinationRules } from '@migmap/engine/connectors/registry';
import type { ExportRows, Size } from './export.ts';

/** Records by object, each as a line that names it and its parents by what the source calls them; sorted. */
export type Content = Readonly<Record<string, readonly string[]>>;

/** An emulator, started for a test. */
export interface Site {
  readonly url: string;
  readonly db: DatabaseSync;
  readonly requests: readonly LoggedRequest[];
  readonly faults: FaultBook['list'];
  addFaults(faults: FaultInput | readonly FaultInput[]): void;
  close(): Promise<void>;
}

export interface Road {
  readonly name: string;
  readonly system: 'salesforce' | 'pipedrive';
  readonly size: Size;
  /** A `.migmap` file. */
  readonly mapping: string;
  /** The channel that is to be taken whatever the volume, in batches of so many records. */
  readonly channel: string;
  readonly batch: number;
  readonly rules: DestinationRules;
  start(options?: { readonly database?: string }): Promise<Site>;
  open(settings: ConnectionSettings): Promise<Destination>;
  /** `session` counts the times that somebody logged in anew. */
  secret(name: string, session: number): string | undefined;
  /** What the load sends to change records and to learn what became of it, and the form of the answer. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  content(db: DatabaseSync): Content;
  expected(rows: ExportRows): Content;
}

/** `one` result, a `list` of them, a `table` (CSV) of them, or the state of a `job`; `close` sets a job to work. */
export type Endpoint = 'one' | 'list' | 'table' | 'job' | 'close';

/** `PATCH /composite/sobjects/Account/Source_Id__c`: a request without the roots, ids and query of its address. */
export function endpointOf({ method, path }: Pick<LoggedRequest, 'method' | 'path'>): string {
  const bare = path.replace(/\?.*$/, '').replace(/^\/(?:services\/data\/v[\d.]+|api)\//, '/');
  return `${method} ${bare.replaceAll(/\/(?:750\w{12,15}|\d+|[0-9a-f]{8}-[0-9a-f-]{27})(?=\/|$)/g, '/:id')}`;
}

/** The same as a fault's `method` and `path`. */
export function requestsTo(endpoint: string): { method: string; path: string } {
  const [method = '', path = ''] = endpoint.split(' ');
  return { method, path: `/(?:v[\\d.]+|api)${path.replaceAll(':id', '[\\w-]+')}(?:$|\\?)` };
}

export const lines = (all: Iterable<readonly unknown[]>): readonly string[] =>
  [...all].map((parts) => parts.map((p) => (p ?? '') as string).join(' | ')).toSorted();
