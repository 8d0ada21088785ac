/** Loads the small export with the real connectors over HTTP, as the command line does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openSmartdesk } from '@migmap/engine/connectors/smartdesk/source';
import type { Destination } from '@migmap/engine/connectors/destination';
import type { Mapping } from '@migmap/engine/mapping/ir';
import type { RunOptions } from '@migmap/engine/run/options';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { ObjectSchema, SystemSchema } from '@migmap/engine/schema/types';
import { checkFile } from '@migmap/language/checker';
import type { Road } from './road.ts';

/** What is found out once and is the same for every load of a road; plain data. */
export interface Prepared {
  readonly folder: string;
  readonly mapping: Mapping;
  readonly source: { readonly schema: SystemSchema; readonly objects: readonly ObjectSchema[] };
  readonly destination: { readonly schema: SystemSchema; readonly objects: readonly ObjectSchema[] };
}

const longestPauseMs = 5;
/** Servers and clocks are local: nobody gains by waiting long. */
const shortPause = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(Math.min(ms, longestPauseMs), undefined, { signal });

const openExport = (path: string) =>
  openSmartdesk({
    name: 'export',
    system: 'smartdesk',
    path,
    options: {},
    secret: () => Promise.resolve(undefined),
  });

/** `session` counts the times that somebody logged in anew. */
export function openDestination(road: Road, url: string, session = 0): Promise<Destination> {
  return road.open({
    name: 'crm',
    system: road.system,
    stage: 'sandbox',
    url,
    options: road.system === 'pipedrive' ? { burst: 100_000 } : {},
    secret: (name) => Promise.resolve(road.secret(name, session)),
    pause: shortPause,
  });
}

/** Discovers both sides and compiles the mapping against them. */
export async function prepare(road: Road, folder: string, url: string): Promise<Prepared> {
  const source = await openExport(folder);
  const destination = await openDestination(road, url);
  try {
    const from = await source.discover();
    const to = await destination.discover();
    const host = {
      contextFor: () => ({
        source: catalogOf(from.schema, from.objects),
        destination: catalogOf(to.schema, to.objects),
        profile: from.profile,
        rules: road.rules,
      }),
      readFile: () => Promise.resolve(road.mapping),
    };
    const { mapping, diagnostics } = await checkFile('file:///w/main.migmap', host);
    const errors = diagnostics.filter((d) => d.severity === 'error').map((d) => d.message);
    if (mapping === undefined) throw new Error(`${road.name}: ${errors.join('\n')}`);
    const used = new Set(mapping.maps.map((m) => m.destinationObject));
    return {
      folder,
      mapping,
      source: { schema: from.schema, objects: from.objects },
      destination: { schema: to.schema, objects: to.objects.filter((o) => used.has(o.name)) },
    };
  } finally {
    await source.close();
    await destination.close();
  }
}

/** Small batches on one channel: a small export makes many requests. */
function inSmallBatches(destination: Destination, { channel, batch }: Road): Destination {
  return {
    ...destination,
    async capabilities() {
      const told = await destination.capabilities();
      const channels = told.channels
        .filter((c) => c.name === channel || (c.worthFrom === 0 && channel !== 'collections'))
        .map((c) => ({ ...c, worthFrom: 0, maxRecords: Math.min(batch, c.maxRecords) }));
      return { ...told, channels };
    },
  };
}

export interface OpenLoad {
  readonly options: RunOptions;
  close(): Promise<void>;
}

/** Opens both sides; `options` is ready to run. */
export async function openLoad(
  road: Road,
  prepared: Prepared,
  url: string,
  stateDir: string,
  { session, ...more }: Partial<RunOptions> & { session?: number } = {},
): Promise<OpenLoad> {
  const { mapping } = prepared;
  const source = await openExport(prepared.folder);
  const destination = await openDestination(road, url, session);
  return {
    options: {
      mapping,
      mappingFile: 'main.migmap',
      source,
      sourceName: 'export',
      sourceCatalog: catalogOf(prepared.source.schema, prepared.source.objects),
      destination: inSmallBatches(destination, road),
      destinationName: 'crm',
      destinationCatalog: catalogOf(prepared.destination.schema, prepared.destination.objects),
      rules: road.rules,
      stage: 'sandbox',
      stateDir,
      pause: (ms, signal) => shortPause(ms, signal).catch(() => undefined),
      resume: true,
      ...more,
    },
    close: async () => {
      await source.close();
      await destination.close();
    },
  };
}
