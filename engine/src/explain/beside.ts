import type { Companion } from '../connectors/capabilities.ts';
import type { Destination } from '../connectors/destination.ts';
import { ConnectorError } from '../connectors/errors.ts';

/** The record that the platform made this one with, and the object of this one. */
export async function madeWith(
  destination: Destination,
  id: string,
  object: string | undefined,
): Promise<{ readonly object: string; readonly id: string; readonly beside: string } | undefined> {
  const { companions = [] } = await destination.capabilities();
  for (const companion of companions) {
    if (object !== undefined && object !== companion.object) continue;
    const maker = await makerOf(destination, companion, id).catch((error: unknown) => {
      // An id of another object, or an object that this instance does not have.
      if (error instanceof ConnectorError && ['validation', 'reference', 'schema'].includes(error.class))
        return undefined;
      throw error;
    });
    if (maker !== undefined) return { object: companion.of, id: maker, beside: companion.object };
  }
  return undefined;
}

async function makerOf(
  destination: Destination,
  { of, object, field, on }: Companion,
  id: string,
): Promise<string | undefined> {
  let tie: unknown = id;
  if (on !== 'record') {
    const [companion] = await destination.read(object, [id], [field]);
    // What both have may be the id of the whole: a file's versions and links name its document.
    tie = companion?.values[field] ?? (on === 'both' ? id : undefined);
    if (on === 'companion') return typeof tie === 'string' ? tie : undefined;
  }
  if (typeof tie !== 'string') return undefined;
  const [found] = await destination.find(of, [field], [{ [field]: tie }]);
  return found?.record.id;
}
