import type { DatabaseSync } from 'node:sqlite';
import { openJobs, unfinishedJobs } from './bulk/job.ts';
import { startJob } from './bulk/process.ts';
import { RequestError } from './errors.ts';
import { startClock } from '../faults/clock.ts';
import { faultBook, type FaultBook, type FaultInput } from '../faults/faults.ts';
import { router, type Inner } from './http/router.ts';
import { bearer, httpServer } from '../http/serve.ts';
import { hangUpAll, listen } from '../http/listen.ts';
import type { LoggedRequest, WireRequest } from '../http/types.ts';
import { innerBody, parseJson, refusal, rejection, spoiled, tooLarge } from './http/body.ts';
import type { Exchange, Reply, Session } from './http/types.ts';
import type { OrgInput } from './org/definition.ts';
import { openOrg } from './org/open.ts';
import { unlocked, type Org } from './org/org.ts';
import { openSessions } from './org/sessions.ts';
import { allRoutes } from './routes/all.ts';

export interface SalesforceEmulatorOptions {
  /** 0 (the default) takes any free one. */
  readonly port?: number;
  /** SQLite file that keeps the org; in memory without one. */
  readonly database?: string;
  readonly org?: OrgInput;
  readonly faults?: readonly FaultInput[];
  /** Folder (or one file) of a discovered schema that is laid over the standard objects. */
  readonly schema?: string;
  readonly now?: () => Date;
}

export interface SalesforceEmulator {
  readonly url: string;
  readonly port: number;
  readonly org: Org;
  /** The org's tables, for a test to look into. */
  readonly db: DatabaseSync;
  readonly requests: readonly LoggedRequest[];
  /** The faults, and how often each has struck. */
  readonly faults: FaultBook['list'];
  readonly addFaults: (faults: FaultInput | readonly FaultInput[]) => void;
  readonly close: () => Promise<void>;
}

const nobody: Session = { userId: '', token: '' };

/** Starts a local org that speaks Salesforce's REST and Bulk 2.0 protocols on 127.0.0.1. */
export async function startSalesforceEmulator(
  options: SalesforceEmulatorOptions = {},
): Promise<SalesforceEmulator> {
  const clock = startClock(options.now);
  const org = await openOrg({
    database: options.database,
    definition: options.org,
    schema: options.schema,
    now: () => new Date(clock.now()),
  });
  const sessions = openSessions(org);
  openJobs(org);
  for (const job of unfinishedJobs(org)) startJob(org, job.id);
  const faults = faultBook(options.faults);
  const log: LoggedRequest[] = [];

  const sessionOf = (request: Pick<Exchange, 'headers'>): Session => {
    const token = bearer(request.headers.authorization);
    const userId = sessions.userOf(token);
    if (userId === undefined) throw new RequestError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    return { userId, token };
  };
  const inner: Inner = async (outer, request) => {
    const url = new URL(request.url.replace(/^\/+/, '/'), outer.origin);
    const { route, params, base } = match(request.method, url.pathname);
    const headers = { ...outer.headers, ...request.headers };
    const body = innerBody(request.body);
    return route.handle({ ...outer, method: request.method, url, params, base, headers, ...body });
  };
  const match = router(allRoutes({ faults, log, inner }));

  const answer = async (request: WireRequest): Promise<Reply> => {
    const { route, params, base } = match(request.method, request.url.pathname);
    const session = route.open === true ? nobody : sessionOf(request);
    const { usage, definition } = org;
    const max = definition.limits.dailyApiRequests;
    if (route.open !== true) {
      if (usage.requests >= max)
        throw new RequestError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
      usage.requests++;
    }
    await unlocked(org);
    const { faults: befalling, ...wire } = request;
    const exchange: Exchange = { ...wire, ...spoiled(befalling), org, sessions, params, base, session };
    const reply = await route.handle(exchange);
    if (route.open === true) return reply;
    const info = { 'sforce-limit-info': `api-usage=${usage.requests}/${max}` };
    return { ...reply, headers: { ...info, ...reply.headers } };
  };
  const server = httpServer({
    faults,
    log,
    answer,
    refusal,
    rejection,
    parse: parseJson,
    clock,
    expire: (headers) => sessions.expire(bearer(headers.authorization)),
    ready: () => unlocked(org),
    largest: { bytes: org.definition.limits.jsonBytes, refusal: tooLarge },
  });
  const port = await listen(server, options.port);
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await hangUpAll(server);
    org.background.stopped = true;
    await Promise.allSettled(org.background.running);
    org.store.close();
    org.blobs.close();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    org,
    db: org.store.db,
    requests: log,
    faults: faults.list,
    addFaults: (input) => void faults.add(input),
    close: () => (closed ??= close()),
  };
}
