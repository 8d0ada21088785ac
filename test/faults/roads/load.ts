/** Loads the small export with the real connectors over HTTP, as the command line does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openSmartdesk } from '@migmap/engine/connectors/smartdesk/source';
import type { Destination } from '@migmap/engine/connectors/destination';
import type { RunOptions } from '@migmap/engine/run/options';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { Prepared } from './prepare.ts';
import type { Road } from './road.ts';

const longestPauseMs = 5;
/** Servers and clocks are local: nobody gains by waiting long. */
const shortPause = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(Math.min(ms, longestPauseMs), undefined, { signal });

export const openExport = (path: string) =>
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

/** Small batches on one channel: a small export makes many requests. What nobody changes is not asked for again. */
function inSmallBatches(destination: Destination, { channel, batch }: Road, prepared: Prepared): Destination {
  const told = prepared.capabilities;
  const channels = told.channels
    .filter((c) => c.name === channel || (c.worthFrom === 0 && channel !== 'collections'))
    .map((c) => ({ ...c, worthFrom: 0, maxRecords: Math.min(batch, c.maxRecords) }));
  return {
    ...destination,
    capabilities: () => Promise.resolve({ ...told, channels }),
    discover: () => Promise.resolve(prepared.destination),
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
      destination: inSmallBatches(destination, road, prepared),
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
