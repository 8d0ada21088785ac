import type { RunContext } from '../run/context.ts';
import type { Row } from '../values.ts';
import type { Spot } from './tally.ts';

/** Of these differing values, those that the platform reckons from parts which the record has: field and id, by a space. */
export async function hasParts(
  { capabilities, schemas, options }: RunContext,
  object: string,
  doubted: readonly { readonly spot: Spot }[],
): Promise<ReadonlySet<string>> {
  const parts = new Set<string>();
  for (const rule of capabilities.reckoned ?? []) {
    if (rule.object !== object) continue;
    const ids = doubted.filter((d) => d.spot.field === rule.field).map((d) => d.spot.id);
    const reference = schemas.get(rule.from)?.fields.find((f) => f.references?.includes(object));
    if (ids.length === 0 || reference === undefined) continue;
    const rows = ids.map((id): Row => ({ [reference.name]: id }));
    for (const { row } of await options.destination.find(rule.from, [reference.name], rows))
      parts.add(`${rule.field} ${ids[row]}`);
  }
  return parts;
}
