import type { AstNode } from 'langium';
import type { Builder, Lookup } from './builder.ts';

/** What a statement came to, and all it depends on beside its own text. */
interface Unit {
  readonly value: unknown;
  readonly gathered: Pick<Builder, 'findings' | 'notLoaded' | 'used' | 'environments'>;
  readonly surroundings: Pick<Builder, 'sources' | 'destinations' | 'pipelines'>;
  /** What the names it asked for meant. */
  readonly tables: ReadonlyMap<string, AstNode | undefined>;
  readonly fragments: ReadonlyMap<string, AstNode | undefined>;
  /** How many of a name there were before it, and with it. */
  readonly ids: ReadonlyMap<string, { readonly before: number; readonly after: number }>;
}

/** By statement: an edit leaves the trees of all other statements as they are, and so what they mean. */
export type Units = WeakMap<AstNode, Unit>;

/** Binds a statement, or takes what it came to before where everything that it names still means the same. */
export function bindUnit<T>(whole: Builder, units: Units, node: AstNode, bind: (part: Builder) => T): T {
  const known = units.get(node);
  const unit = known && holds(known, whole) ? known : bindAlone(whole, bind);
  if (unit !== known) units.set(node, unit);
  gather(whole, unit);
  return unit.value as T;
}

function bindAlone(whole: Builder, bind: (part: Builder) => unknown): Unit {
  const tables = new Map<string, AstNode | undefined>();
  const fragments = new Map<string, AstNode | undefined>();
  const gathered = { findings: [], notLoaded: [], used: new Map(), environments: new Map() };
  const counts = new Map(whole.ids);
  const part: Builder = {
    ...whole,
    ...gathered,
    tables: recording(whole.tables, tables),
    fragments: recording(whole.fragments, fragments),
    ids: counts,
  };
  const value = bind(part);
  const ids = new Map(
    [...counts].flatMap(([id, after]) => {
      const before = whole.ids.get(id) ?? 0;
      return before === after ? [] : [[id, { before, after }] as const];
    }),
  );
  const { sources, destinations, pipelines } = whole;
  const surroundings = { sources, destinations, pipelines: [...pipelines] };
  return { value, gathered, surroundings, tables, fragments, ids };
}

function holds({ gathered, surroundings, tables, fragments, ids }: Unit, whole: Builder): boolean {
  return (
    gathered.notLoaded.length === 0 &&
    surroundings.sources === whole.sources &&
    surroundings.destinations === whole.destinations &&
    sameItems(surroundings.pipelines, whole.pipelines) &&
    [...tables].every(([name, table]) => whole.tables.get(name) === table) &&
    [...fragments].every(([name, fragment]) => whole.fragments.get(name) === fragment) &&
    [...ids].every(([id, { before }]) => (whole.ids.get(id) ?? 0) === before)
  );
}

function gather(whole: Builder, { gathered, ids }: Unit): void {
  whole.findings.push(...gathered.findings);
  whole.notLoaded.push(...gathered.notLoaded);
  for (const [object, fields] of gathered.used) {
    const all = whole.used.get(object);
    if (all) for (const field of fields) all.add(field);
    else whole.used.set(object, new Set(fields));
  }
  for (const [node, environments] of gathered.environments) {
    const all = whole.environments.get(node);
    if (all) all.push(...environments);
    else whole.environments.set(node, [...environments]);
  }
  for (const [id, { after }] of ids) whole.ids.set(id, after);
}

function recording<T extends AstNode>(names: Lookup<T>, asked: Map<string, AstNode | undefined>): Lookup<T> {
  return {
    get(name) {
      const found = names.get(name);
      asked.set(name, found);
      return found;
    },
  };
}

export function sameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
