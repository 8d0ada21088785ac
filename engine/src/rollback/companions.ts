import type { Row } from '../values.ts';
import type { Companion } from '../connectors/capabilities.ts';
import type { Done, UndoScope } from './scope.ts';

/** Records that the platform made with others and that stay when those are deleted. */
export function leftBehind({ context }: UndoScope, object: string): readonly Companion[] {
  return (context.capabilities.companions ?? []).filter((c) => c.of === object && c.on === 'record');
}

/** Those records, each with the one that it was made with. */
export function companionsOf(
  companion: Companion,
  records: readonly Done[],
  current: ReadonlyMap<string, Row>,
): { readonly with: Done; readonly made: Done }[] {
  return records.flatMap((done) => {
    const id = current.get(done.id)?.[companion.field];
    if (typeof id !== 'string' || id === '') return [];
    const { sourceId, element, at } = done.sent;
    return [{ with: done, made: { id, sent: { sourceId, element, at, values: {} }, byPlatform: true } }];
  });
}
