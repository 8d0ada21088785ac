import type { ObjectSchema, SystemSchema } from './types.ts';

/**
 * Read access to one connection's schema. Objects are loaded when asked for and kept, so that a destination of
 * 1,500 objects costs what the mapping touches. Synchronous: the language server answers from it between keystrokes.
 */
export interface SchemaCatalog {
  readonly index: SystemSchema;
  /** The object by API name (exact) or `undefined`. */
  object(name: string): ObjectSchema | undefined;
}

/** A catalog over schemas that are already in memory (tests, emulators, freshly discovered systems). */
export function catalogOf(index: SystemSchema, objects: readonly ObjectSchema[]): SchemaCatalog {
  const byName = new Map(objects.map((o) => [o.name, o]));
  return { index, object: (name) => byName.get(name) };
}
