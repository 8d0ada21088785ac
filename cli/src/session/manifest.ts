import { manifestEntries } from '@migmap/engine/manifest/entries';
import type { ManifestReport } from '@migmap/engine/manifest/types';
import type { CompiledMapping } from './mapping.ts';

export function manifestOf({ mapping, destination, rules, profile }: CompiledMapping): ManifestReport {
  return {
    formatVersion: 1,
    mapping: mapping.name,
    destination: {
      connection: destination.name,
      system: mapping.destination,
      discoveredAt: destination.catalog.index.discoveredAt,
    },
    entries: manifestEntries(mapping, destination.catalog, rules, profile),
  };
}
