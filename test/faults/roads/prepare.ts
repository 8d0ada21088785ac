import type { Capabilities } from '@migmap/engine/connectors/capabilities';
import type { Mapping } from '@migmap/engine/mapping/ir';
import { catalogOf } from '@migmap/engine/schema/catalog';
import type { ObjectSchema, SystemSchema } from '@migmap/engine/schema/types';
import { checkFile } from '@migmap/language/checker';
import { openDestination, openExport } from './load.ts';
import type { Road } from './road.ts';

/** What is found out once and is the same for every load of a road; plain data. */
export interface Prepared {
  readonly folder: string;
  readonly mapping: Mapping;
  readonly capabilities: Capabilities;
  readonly source: { readonly schema: SystemSchema; readonly objects: readonly ObjectSchema[] };
  readonly destination: { readonly schema: SystemSchema; readonly objects: readonly ObjectSchema[] };
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
      capabilities: await destination.capabilities(),
      source: { schema: from.schema, objects: from.objects },
      destination: { schema: to.schema, objects: to.objects.filter((o) => used.has(o.name)) },
    };
  } finally {
    await source.close();
    await destination.close();
  }
}
