import type { ObjectSchema } from '../schema/types.ts';
import type { RunOptions } from './options.ts';

/**
 * The destination objects that the mapping touches, as they are now rather than as they were discovered: record types,
 * picklists and new fields differ between a sandbox and production.
 */
export async function destinationAsItIs(
  { mapping, destination }: Pick<RunOptions, 'mapping' | 'destination'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ObjectSchema>> {
  const objects = [
    ...new Set([
      ...mapping.maps.map((m) => m.destinationObject),
      ...mapping.declaredFields.filter((d) => d.fields.length > 0).map((d) => d.object),
    ]),
  ];
  const { objects: found } = await destination.discover({ objects, signal });
  return new Map(found.map((o) => [o.name, o]));
}
