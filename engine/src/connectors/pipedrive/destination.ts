import type { Destination } from '../destination.ts';
import { ConnectorError } from '../errors.ts';
import { createHttp } from '../http/client.ts';
import type { ConnectionSettings } from '../registry.ts';
import { openAccount } from './account.ts';
import { createBudget } from './budget.ts';
import { readCapabilities } from './capabilities.ts';
import { objectsPointingAt } from './children.ts';
import { serverClock } from './clock.ts';
import { createPipelines } from './create-pipelines.ts';
import { createUsers } from './create-users.ts';
import { discover } from './discover.ts';
import { createFields } from './fields/create.ts';
import { fingerprints } from './fingerprints.ts';
import { find } from './find/find.ts';
import { createLedger } from './find/ledger.ts';
import { naturalIdentity } from './identity.ts';
import { createModel } from './model.ts';
import { pipedriveOptions, type PipedriveOptions } from './options.ts';
import { countRecords, readRecords } from './read.ts';
import { createRest } from './rest.ts';
import { openSession } from './session.ts';
import { readUsers } from './users.ts';
import { writeBatch } from './write/write.ts';

/** Answers a Pipedrive company as a destination. */
export async function openPipedrive(settings: ConnectionSettings): Promise<Destination> {
  const options = parseOptions(settings);
  const budget = createBudget({ inFlight: options.requestsInFlight, burst: options.burst });
  const clock = serverClock();
  const http = createHttp({
    limiter: budget.limiter,
    pause: settings.pause,
    onAnswer(answer) {
      clock.heard(answer);
      budget.heard(answer);
    },
    // The budget tells a wait until tomorrow from one for a burst.
    longestRetryAfterMs: Infinity,
  });
  const session = await openSession(settings, options.tokenUrl, http);
  const rest = createRest(http, session);
  const account = openAccount({ rest, budget, clock, options, model: createModel(rest) });
  const ledger = createLedger(account);
  let company: string | undefined;

  return {
    async capabilities() {
      company = (await account.me()).company;
      return readCapabilities(account);
    },
    discover: (asked = {}) => discover(account, { connection: settings.name, ...asked }),
    users: () => readUsers(rest),
    async me() {
      const { id, email, name, active } = await account.me();
      return { id, email, name, active };
    },
    write: (batch, context) => writeBatch(account, batch, context),
    // Every call is answered at once or not at all: nothing goes on behind it.
    settle: () => Promise.resolve([]),
    find: (object, fields, rows, asked = {}) => find(account, ledger, object, fields, rows, asked),
    naturalIdentity,
    read: (object, ids, fields) => readRecords(account, object, ids, fields),
    fingerprints: (_object, _field, ids) => fingerprints(account, ids),
    objectsPointingAt: (objects) => objectsPointingAt(account, objects),
    count: (object) => countRecords(account, object),
    createFields: (objects) => createFields(account, objects),
    createUsers: (users) => createUsers(account, users),
    createPipelines: (pipelines) => createPipelines(account, pipelines),
    recordUrl: (object, id) => recordUrl(webAddress(settings.url, company), object, id),
    usage() {
      const remaining = budget.left();
      const clockAheadMs = http.clockAheadMs();
      return {
        ...http.used(),
        tokens: budget.spent(),
        ...(remaining === undefined ? {} : { remaining }),
        ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
      };
    },
    close: () => http.close(),
  };
}

function parseOptions(settings: ConnectionSettings): PipedriveOptions {
  const parsed = pipedriveOptions.safeParse(settings.options);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
  throw new ConnectorError(
    'schema',
    'BAD_OPTIONS',
    `Connection "${settings.name}" in migmap.json: ${issues}`,
  );
}

/** Where people see what is at the API's address. */
function webAddress(url: string | undefined, company: string | undefined): string {
  if (url !== undefined && !url.includes('//api.')) return url.replace(/\/+$/, '');
  return company === undefined ? 'https://app.pipedrive.com' : `https://${company}.pipedrive.com`;
}

const webPaths: Readonly<Record<string, string>> = {
  Lead: 'leads/inbox',
  Activity: 'activities/list/user/everyone?activityId=',
};

function recordUrl(base: string, object: string, id: string): string {
  const path = webPaths[object] ?? object.toLowerCase();
  if (object === 'DealProduct') return `${base}/deal/${id.split('/')[0] ?? ''}#${id}`;
  return path.endsWith('=') ? `${base}/${path}${id}` : `${base}/${path}/${id}`;
}
