import { RequestError, notFound } from '../errors.ts';
import { newestVersion, oldestVersion } from '../http/router.ts';
import { json, type Exchange, type Route } from '../http/types.ts';
import { dataMegabytes, fileMegabytes } from '../org/storage.ts';
import { describe, summary } from '../schema/describe.ts';
import { quote } from '../store/store.ts';
import { objectNamed } from './shared.ts';

const seasons = ['Spring', 'Summer', 'Winter'];

function versionEntry(version: number): Record<string, string> {
  // v49 was Summer '20; three releases a year, and Winter carries the next year's number.
  const since = version - 48;
  const season = seasons[since % 3] ?? 'Spring';
  const year = 20 + Math.floor(since / 3) + (season === 'Winter' ? 1 : 0);
  return { label: `${season} '${year}`, url: `/services/data/v${version}.0`, version: `${version}.0` };
}

const versions = Array.from({ length: newestVersion - oldestVersion + 1 }, (_, i) =>
  versionEntry(oldestVersion + i),
);

function resources({ base, origin, org, session }: Exchange): Record<string, string> {
  const names = ['sobjects', 'query', 'queryAll', 'composite', 'limits', 'tooling', 'ui-api', 'jobs'];
  return {
    identity: `${origin}/id/${org.ids.organization}/${session.userId}`,
    ...Object.fromEntries(names.map((n) => [n, `${base}/${n}`])),
  };
}

function limits(exchange: Exchange): Record<string, unknown> {
  const { org } = exchange;
  const { limits: given } = org.definition;
  const of = (max: number, used = 0): { Max: number; Remaining: number } => ({
    Max: max,
    Remaining: Math.max(0, max - used),
  });
  return {
    DailyApiRequests: of(given.dailyApiRequests, org.usage.requests),
    DailyBulkApiBatches: of(given.bulkBatchesPerDay, org.usage.bulkBatches),
    DailyBulkV2QueryFileStorageMB: of(976_562),
    DailyBulkV2QueryJobs: of(10_000),
    DataStorageMB: of(given.dataStorageMb, dataMegabytes(org)),
    FileStorageMB: of(given.fileStorageMb, fileMegabytes(org)),
  };
}

function recordCount(exchange: Exchange): unknown {
  const asked = exchange.url.searchParams.get('sObjects');
  const { catalog, store } = exchange.org;
  const objects =
    asked === null ? catalog.objects() : asked.split(',').flatMap((n) => catalog.object(n.trim()) ?? []);
  return {
    sObjects: objects.map(({ name }) => ({
      count: Number(
        store.statement(`SELECT count(*) AS n FROM ${quote(name)} WHERE IsDeleted = 0`).get()?.['n'] ?? 0,
      ),
      name,
    })),
  };
}

export const discoveryRoutes: readonly Route[] = [
  { method: 'GET', path: '/services/data', open: true, handle: () => json(200, versions) },
  { method: 'GET', path: '~/', handle: (exchange) => json(200, resources(exchange)) },
  { method: 'GET', path: '~/limits', handle: (exchange) => json(200, limits(exchange)) },
  { method: 'GET', path: '~/limits/recordCount', handle: (exchange) => json(200, recordCount(exchange)) },
  {
    method: 'GET',
    path: '~/sobjects',
    handle: ({ org, base }) =>
      json(200, {
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: org.catalog.objects().map((o) => summary(o, base)),
      }),
  },
  {
    method: 'GET',
    path: '~/sobjects/:object',
    handle: (exchange) => {
      const object = objectNamed(exchange, exchange.params['object'] ?? '');
      return json(200, { objectDescribe: summary(object, exchange.base), recentItems: [] });
    },
  },
  {
    method: 'GET',
    path: '~/sobjects/:object/describe',
    handle: (exchange) => {
      const object = objectNamed(exchange, exchange.params['object'] ?? '');
      const changed = exchange.org.catalog.changedAt();
      changed.setMilliseconds(0);
      const since = exchange.headers['if-modified-since'];
      const headers = { 'last-modified': changed.toUTCString() };
      if (since !== undefined && Date.parse(since) >= changed.getTime()) return { status: 304, headers };
      return json(200, describe(exchange.org, object, exchange.base), headers);
    },
  },
  {
    method: 'GET',
    path: '~/ui-api/object-info/:object/picklist-values/:recordType',
    handle: (exchange) => {
      const object = objectNamed(exchange, exchange.params['object'] ?? '');
      return json(200, picklistValues(exchange, object.name, exchange.params['recordType'] ?? ''));
    },
  },
];

/** Picklist values by field, as a record type allows them: the stages of its sales process alone. */
function picklistValues(exchange: Exchange, objectName: string, recordType: string): unknown {
  const { org, base } = exchange;
  const object = org.catalog.object(objectName);
  if (object === undefined) throw notFound();
  const master = recordType.startsWith('012000000000000');
  const type = master
    ? undefined
    : org.store
        .statement('SELECT DeveloperName FROM RecordType WHERE Id = ? AND SobjectType = ?')
        .get(recordType, objectName);
  if (!master && type === undefined)
    throw new RequestError(400, 'INVALID_INPUT', `the record type ${recordType} is none of ${objectName}`);
  const process = org.definition.recordTypes.find(
    (t) => t.object === objectName && t.name === type?.['DeveloperName'],
  )?.process;
  const stages = org.definition.processes.find((p) => p.name === process)?.stages;
  const fields = object.fields.filter((f) => f.values.length > 0);
  return {
    eTag: 'local',
    picklistFieldValues: Object.fromEntries(
      fields.map((field) => {
        const allowed =
          field.name === 'StageName' && stages !== undefined
            ? field.values.filter((v) => stages.includes(v.value))
            : field.values;
        const values = allowed.map(({ label, value }) => ({ attributes: null, label, validFor: [], value }));
        const url = `${base}/ui-api/object-info/${objectName}/picklist-values/${recordType}/${field.name}`;
        const preset = values.find((v) => v.value === field.defaultValue) ?? null;
        return [field.name, { controllerValues: {}, defaultValue: preset, eTag: 'local', url, values }];
      }),
    ),
  };
}
