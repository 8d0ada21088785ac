import type { ObjectMap } from '../mapping/ir.ts';
import { components } from './components.ts';
import type { MapReference } from './references.ts';

/** A map in its place, with the references left for the second pass. */
export interface OrderedMap {
  readonly map: ObjectMap;
  readonly deferred: readonly MapReference[];
  /** Maps loaded before whose records this one points at. */
  readonly dependsOn: readonly ObjectMap[];
}

/** Records that need each other before either can be made. */
export class RequiredCycleError extends Error {
  override readonly name = 'RequiredCycleError';
  /** Every reference leads to the next one's map, the last one to the first. */
  readonly cycle: readonly MapReference[];
  constructor(cycle: readonly MapReference[]) {
    const steps = cycle.map((edge) => `${edge.from.id} needs ${edge.to.id} (${edge.field})`);
    super(
      `No load order is possible: ${steps.join(', ')}. One of these fields must be optional in the destination, or its line must go.`,
    );
    this.cycle = cycle;
  }
}

/**
 * Every map after those whose records it points at; ties by `destinationOrder`, then by place in the file. References
 * that close a cycle, or point at their own map, are deferred where the destination lets them be empty at first.
 */
export function orderMaps(
  maps: readonly ObjectMap[],
  edges: readonly MapReference[],
  destinationOrder: readonly string[],
): readonly OrderedMap[] {
  const rank = ranking(maps, destinationOrder);
  const done: OrderedMap[] = [];
  const loaded = new Set<ObjectMap>();
  let open = maps.toSorted((a, b) => rank(a) - rank(b));
  while (open.length > 0) {
    const unmet = (map: ObjectMap) => edges.filter((edge) => edge.from === map && !loaded.has(edge.to));
    const next = open.find((map) => unmet(map).every((edge) => edge.to === map && edge.deferrable));
    const map = next ?? breakCycle(open, unmet);
    const own = edges.filter((edge) => edge.from === map);
    done.push({
      map,
      deferred: own.filter((edge) => !loaded.has(edge.to)),
      dependsOn: [...new Set(own.map((edge) => edge.to).filter((to) => loaded.has(to)))],
    });
    loaded.add(map);
    open = open.filter((other) => other !== map);
  }
  return done;
}

/** Lower is earlier; objects without a place come last. */
function ranking(
  maps: readonly ObjectMap[],
  destinationOrder: readonly string[],
): (map: ObjectMap) => number {
  const places = new Map(destinationOrder.map((object, index) => [object, index]));
  const last = destinationOrder.length;
  const ranks = new Map(
    maps.map((map, index) => [map, (places.get(map.destinationObject) ?? last) * maps.length + index]),
  );
  return (map) => ranks.get(map) ?? 0;
}

/**
 * The first map that can go before the others of a cycle. Only cycles that wait for nothing else are looked at, so that
 * no map goes early merely because it points into one.
 */
function breakCycle(
  open: readonly ObjectMap[],
  unmet: (map: ObjectMap) => readonly MapReference[],
): ObjectMap {
  const successors = (map: ObjectMap) => unmet(map).map((edge) => edge.to);
  const waitingForItself = components(open, successors).filter((component) =>
    component.every((map) => successors(map).every((to) => component.includes(to))),
  );
  const candidates = new Set(waitingForItself.flat());
  const first = open.find((map) => candidates.has(map) && unmet(map).every((edge) => edge.deferrable));
  if (first) return first;
  throw new RequiredCycleError(
    requiredCycle(
      open.find((map) => candidates.has(map)),
      unmet,
    ),
  );
}

/** Every map of such a cycle has an unmet required reference to another one, so following them comes back. */
function requiredCycle(
  start: ObjectMap | undefined,
  unmet: (map: ObjectMap) => readonly MapReference[],
): readonly MapReference[] {
  const path: MapReference[] = [];
  let map = start;
  while (map) {
    const current = map;
    const seen = path.findIndex((edge) => edge.from === current);
    if (seen >= 0) return path.slice(seen);
    const edge = unmet(current).find((candidate) => !candidate.deferrable);
    if (!edge) break;
    path.push(edge);
    map = edge.to;
  }
  return path;
}
