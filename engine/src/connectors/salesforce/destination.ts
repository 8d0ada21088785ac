import type { Destination } from '../destination.ts';
import { ConnectorError } from '../errors.ts';
import { createHttp } from '../http/client.ts';
import { createLimiter } from '../http/limiter.ts';
import type { ConnectionSettings } from '../registry.ts';
import { keepSession } from './auth/session.ts';
import { signInFor } from './auth/sign-in.ts';
import { readCapabilities } from './capabilities.ts';
import { objectsPointingAt } from './children.ts';
import { keepDay, usageOf } from './day.ts';
import { discover } from './discover.ts';
import { createFields } from './fields/create.ts';
import { find } from './find.ts';
import { fingerprints } from './fingerprints.ts';
import { naturalIdentity } from './identity.ts';
import { salesforceOptions, type SalesforceOptions } from './options.ts';
import { countRecords, readRecords } from './read.ts';
import { createReader } from './reader.ts';
import { createRest } from './rest.ts';
import { readMe, readUsers } from './users.ts';
import { settleBulk } from './write/bulk.ts';
import { documentRows } from './write/content.ts';
import type { Writer } from './write/context.ts';
import { writeBatch } from './write/write.ts';

/** Logs in and answers a Salesforce org as a destination. */
export async function openSalesforce(settings: ConnectionSettings): Promise<Destination> {
  const options = parseOptions(settings);
  const version = options.apiVersion;
  const sessions = keepSession(await signInFor(settings, options));
  const day = keepDay(createLimiter({ inFlight: options.requestsInFlight }));
  const http = createHttp({
    limiter: day.limiter,
    pause: settings.pause,
    onAnswer: ({ headers }) => day.heard(usageOf(headers['sforce-limit-info'])),
  });
  const rest = createRest(http, sessions, version);
  const reader = await createReader(sessions, version, day);
  const { instanceUrl } = await sessions.current();
  const writer: Writer = { rest, reader, headers: writeHeaders(options), pause: settings.pause };

  return {
    capabilities: () => readCapabilities(reader, options),
    discover: (asked = {}) => discover(reader, { connection: settings.name, version, ...asked }),
    users: () => readUsers(reader),
    me: () => readMe(reader),
    write: (batch, context) => writeBatch(writer, batch, context),
    settle: (_object, handle) => settleBulk(writer, handle),
    find: async (object, fields, rows, asked = {}) =>
      find(reader, rest, object, fields, await documentRows(reader, object, rows), asked),
    naturalIdentity,
    read: (object, ids, fields) => readRecords(reader, rest, object, ids, fields),
    fingerprints: (object, field, ids) => fingerprints(reader, rest, object, field, ids),
    objectsPointingAt: (objects) => objectsPointingAt(reader, objects),
    count: (object) => countRecords(reader, object),
    createFields: (objects) => createFields(writer, objects, options.permissionSet),
    recordUrl: (_object, id) => new URL(`/${id}`, instanceUrl).href,
    usage() {
      const used = http.used();
      const remaining = day.left();
      const clockAheadMs = http.clockAheadMs();
      return {
        ...used,
        requests: used.requests + reader.sent(),
        ...(remaining === undefined ? {} : { remaining }),
        ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
      };
    },
    close: () => http.close(),
  };
}

function parseOptions(settings: ConnectionSettings): SalesforceOptions {
  const parsed = salesforceOptions.safeParse(settings.options);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
  throw new ConnectorError(
    'schema',
    'BAD_OPTIONS',
    `Connection "${settings.name}" in migmap.json: ${issues}`,
  );
}

function writeHeaders(options: SalesforceOptions): Record<string, string> {
  return {
    'sforce-auto-assign': options.assignmentRules ? 'TRUE' : 'FALSE',
    ...(options.duplicateRules === 'bypassAlerts'
      ? { 'sforce-duplicate-rule-header': 'allowSave=true' }
      : {}),
  };
}
