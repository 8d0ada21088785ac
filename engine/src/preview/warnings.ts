import type { SchemaCatalog } from '../schema/catalog.ts';
import type { PreviewMap } from './types.ts';

/** Why a preview shows less than was asked for. */
export function warningsOf(
  maps: readonly PreviewMap[],
  catalog: SchemaCatalog,
  object: string | undefined,
): readonly string[] {
  if (maps.length === 0)
    return [`No map reads or writes ${object ?? 'anything'}: there is nothing to preview.`];
  const unknown = new Set(maps.map(({ source }) => source).filter((source) => !catalog.object(source)));
  const idle = maps.filter(
    ({ records, source, destination }) =>
      records.length === 0 && destination !== null && !unknown.has(source),
  );
  return [
    ...[...unknown].map((source) => `The source has no ${source}: run discovery, or correct the mapping.`),
    ...idle.map(({ map, lookedAt }) => `${map} takes none of the ${lookedAt} records that were looked at.`),
  ];
}
