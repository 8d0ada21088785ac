import type { Account } from './account.ts';
import { apiObjects } from './objects.ts';

/** Objects with a reference to one of these. */
export async function objectsPointingAt({ model }: Account, objects: readonly string[]): Promise<string[]> {
  const names = [...apiObjects.values()].filter((o) => o.writable).map((o) => o.name);
  const pointing = await Promise.all(
    names.map(async (name) => {
      const fields = await model.fields(name);
      return fields.some((f) => f.schema.references?.some((to) => objects.includes(to)));
    }),
  );
  return names.filter((_, i) => pointing[i]);
}
