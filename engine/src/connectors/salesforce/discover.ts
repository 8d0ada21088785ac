import type { DestinationDiscovery } from '../destination.ts';
import type { ObjectSchema } from '../../schema/types.ts';
import { objectSchema } from './describe/object.ts';
import { allowedStages, opportunityPipelines } from './describe/pipelines.ts';
import type { Describe, DescribeEntry } from './describe/raw.ts';
import { readLimits } from './limits.ts';
import { loadOrder } from './order.ts';
import type { Reader } from './reader.ts';

export interface DiscoverOptions {
  readonly connection: string;
  readonly version: string;
  readonly objects?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Read in full when nothing is asked for in particular: what a mapping can write or point at. */
const alwaysWorthReading = new Set([
  ...loadOrder,
  'User',
  'Group',
  'RecordType',
  'ContentDocument',
  'Territory2Type',
]);
const platformTables =
  /(?:__Share|__History|__Feed|__ChangeEvent|__Tag|Share|History|Feed|ChangeEvent|Tag|Event__e)$/;

function worthReading(entry: DescribeEntry): boolean {
  if (alwaysWorthReading.has(entry.name)) return true;
  return (
    entry.createable && entry.queryable && !entry.deprecatedAndHidden && !platformTables.test(entry.name)
  );
}

export async function discover(reader: Reader, options: DiscoverOptions): Promise<DestinationDiscovery> {
  const { sobjects } = await reader.global();
  const known = new Set(sobjects.map((s) => s.name));
  const asked = options.objects
    ? options.objects.filter((o) => known.has(o))
    : sobjects.filter(worthReading).map((s) => s.name);
  const [objects, limits, users, about] = await Promise.all([
    Promise.all(
      asked.map(async (name) => {
        options.signal?.throwIfAborted();
        const describe = await reader.describe(name);
        const stages = await allowedStages(reader, describe);
        return { describe, stages, schema: objectSchema(describe, stages) };
      }),
    ),
    readLimits(reader),
    reader.count("SELECT COUNT() FROM User WHERE IsActive = true AND UserType = 'Standard'"),
    aboutOrg(reader, options.version),
  ]);
  const opportunity = objects.find((o) => o.describe.name === 'Opportunity');
  const pipelines = opportunity
    ? await opportunityPipelines(reader, opportunity.describe, opportunity.stages)
    : undefined;
  const schemas = new Map(objects.map((o) => [o.describe.name, o.schema]));
  return {
    schema: {
      formatVersion: 1,
      system: 'salesforce',
      connection: options.connection,
      discoveredAt: new Date().toISOString(),
      about,
      objects: sobjects.map((s) => indexEntry(s, schemas.get(s.name))),
      ...(pipelines ? { pipelines } : {}),
      users,
      limits: Object.fromEntries(limits),
    },
    objects: objects.map((o) => o.schema),
  };
}

/** `fields` is 0 for an object that was not read in full: the list of objects does not tell. */
function indexEntry(entry: DescribeEntry | Describe, schema: ObjectSchema | undefined) {
  return {
    name: entry.name,
    label: entry.label,
    fields: schema?.fields.length ?? 0,
    createable: entry.createable,
    ...(entry.custom ? { custom: true } : {}),
  };
}

async function aboutOrg(reader: Reader, version: string): Promise<Record<string, string>> {
  const [org] = await reader.query(
    'SELECT Id, Name, OrganizationType, IsSandbox, InstanceName FROM Organization',
  );
  const text = (name: string) => (typeof org?.[name] === 'string' ? { [name]: org[name] } : {});
  return {
    apiVersion: version,
    ...text('Id'),
    ...text('Name'),
    ...text('OrganizationType'),
    ...text('InstanceName'),
    ...(org?.['IsSandbox'] === true ? { sandbox: 'yes' } : {}),
  };
}
