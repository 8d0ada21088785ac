import type { DatabaseSync } from 'node:sqlite';
import { faultBook, type FaultBook, type FaultInput } from '../faults/faults.ts';
import { hangUpAll, listen } from '../http/listen.ts';
import { httpServer } from '../http/serve.ts';
import type { LoggedRequest } from '../http/types.ts';
import type { Account } from './account/account.ts';
import type { AccountInput } from './account/definition.ts';
import { openAccount } from './account/open.ts';
import { answerer, parseJson, refusal, rejection, tokenOf } from './http/answer.ts';
import { pipedriveControl } from './http/control.ts';
import { allRoutes } from './routes/all.ts';

export interface PipedriveEmulatorOptions {
  /** 0 (the default) takes any free one. */
  readonly port?: number;
  /** SQLite file that keeps the account; in memory without one. */
  readonly database?: string;
  readonly account?: AccountInput;
  readonly faults?: readonly FaultInput[];
  readonly now?: () => Date;
}

export interface PipedriveEmulator {
  /** Version 2 lies below `/api/v2`, version 1 below `/api/v1` and `/v1`. */
  readonly url: string;
  readonly port: number;
  readonly account: Account;
  /** The account's tables, for a test to look into. */
  readonly db: DatabaseSync;
  readonly requests: readonly LoggedRequest[];
  /** The faults, and how often each has struck. */
  readonly faults: FaultBook['list'];
  readonly addFaults: (faults: FaultInput | readonly FaultInput[]) => void;
  readonly close: () => Promise<void>;
}

/** Starts a local account that speaks both versions of Pipedrive's API on 127.0.0.1. */
export async function startPipedriveEmulator(
  options: PipedriveEmulatorOptions = {},
): Promise<PipedriveEmulator> {
  const account = await openAccount({
    database: options.database,
    definition: options.account,
    now: options.now,
  });
  const faults = faultBook(options.faults);
  const log: LoggedRequest[] = [];
  const expired = new Set<string>();
  const control = pipedriveControl(account, faults, log);
  const answer = answerer(account, allRoutes, expired);
  const server = httpServer({
    faults,
    log,
    answer: async (request) => {
      const own = control.find((r) => r.path === request.url.pathname && r.method === request.method);
      return own === undefined ? answer(request) : own.handle(request);
    },
    refusal,
    rejection,
    parse: parseJson,
    clock: account.clock,
    expire: (headers) => expired.add(tokenOf(headers)),
  });
  const port = await listen(server, options.port);
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await hangUpAll(server);
    account.documents.close();
    account.blobs.close();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    account,
    db: account.documents.db,
    requests: log,
    faults: faults.list,
    addFaults: (input) => void faults.add(input),
    close: () => (closed ??= close()),
  };
}
