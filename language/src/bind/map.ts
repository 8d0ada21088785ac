import type { EachLine, FieldPath, MapLine } from '../generated/ast.ts';
import { enter, fieldAt, nextId, objectAt, scopeOf, type Builder } from './builder.ts';
import { bindCondition } from './expression.ts';
import { bindFieldLines, inlineFragments, type PlacedLine } from './lines.ts';
import { bindPath } from './path.ts';
import { nameOf } from './reference-name.ts';
import type { BoundKey, BoundMap, BoundMatch, Environment, MapNode } from './program.ts';

/** What a map has before its lines are looked at. */
export type MapHead = Pick<BoundMap, 'node' | 'sourceName' | 'alias' | 'split' | 'each' | 'where'> &
  Pick<Environment, 'source' | 'aliases' | 'insideEach'>;

/** Binds a body; the maps of its `each` lists follow it in the answer. */
export function bindMap(builder: Builder, head: MapHead): BoundMap[] {
  const node: MapNode = head.node;
  const destination = objectAt(builder, 'destination', node.destination, { node, property: 'destination' });
  const destinationName = destination?.name ?? node.destination?.$refText ?? '';
  const environment: Environment = { ...head, destination };
  enter(builder, node, environment);
  const placed = inlineFragments(builder, node.lines, environment);
  const id = nextId(builder, `${head.sourceName}->${destinationName}`);
  const map: BoundMap = {
    ...head,
    id,
    destination,
    destinationName,
    key: bindKey(builder, placed, environment, head.each?.alias),
    match: bindMatch(builder, placed, environment),
    ...bindFieldLines(builder, placed, environment),
    flags: linesOf(placed, 'FlagLine').map((line) => ({
      node: line,
      when: line.condition && bindCondition(line.condition, scopeOf(builder, environment)),
    })),
    skippedFields: linesOf(placed, 'SkipFieldLine').flatMap((line) => {
      const { ir } = bindPath(line.field, scopeOf(builder, environment));
      return ir.kind === 'field' && ir.scope === undefined ? [{ node: line, field: ir.path.join('.') }] : [];
    }),
  };
  return [map, ...linesOf(placed, 'EachLine').flatMap((each) => bindEach(builder, each, map))];
}

function bindEach(builder: Builder, node: EachLine, parent: BoundMap): BoundMap[] {
  const { ir, type } = bindPath(node.list, scopeOf(builder, parent));
  if (!['list', 'any', 'json', 'multipicklist'].includes(type.kind)) {
    builder.findings.push({ kind: 'notAList', node, property: 'list', type });
  }
  // A path that means nothing has been reported.
  if (ir.kind === 'literal') return [];
  const own = ir.kind === 'field' && ir.scope === undefined;
  const alias = node.alias?.name ?? '';
  const fields = type.kind === 'list' ? type.element : undefined;
  const element = { kind: 'element', node: node.alias, fields } as const;
  return bindMap(builder, {
    node,
    sourceName: parent.sourceName,
    source: parent.source,
    alias: parent.alias,
    aliases: new Map([...parent.aliases, [alias, element]]),
    insideEach: true,
    split: undefined,
    each: {
      parent: parent.id,
      list: own ? ir.path : writtenPath(node.list),
      alias,
      from: own ? undefined : ir,
    },
    where: undefined,
  });
}

function bindKey(
  builder: Builder,
  placed: readonly PlacedLine[],
  environment: Environment,
  element: string | undefined,
): BoundKey | undefined {
  const node = single(builder, linesOf(placed, 'KeyLine'), placed);
  if (!node) return undefined;
  const field = node.destination
    ? fieldAt(builder, 'destination', environment.destination, node.destination, {
        node,
        property: 'destination',
      })
    : undefined;
  const { ir } = bindPath(node.source, scopeOf(builder, environment));
  // A path that means nothing has been reported.
  if (ir.kind === 'literal') return undefined;
  if (ir.kind !== 'field' || (ir.scope !== undefined && ir.scope !== element)) {
    return { node, source: writtenPath(node.source), value: ir, field };
  }
  // A path that begins with the name of an `each` element leads into that element.
  const source = ir.scope === undefined ? ir.path : [ir.scope, ...ir.path];
  return { node, source, value: undefined, field };
}

function writtenPath(path: FieldPath): string[] {
  return path.segments.map(({ target }) => nameOf(target));
}

function bindMatch(
  builder: Builder,
  placed: readonly PlacedLine[],
  environment: Environment,
): BoundMatch | undefined {
  const node = single(builder, linesOf(placed, 'MatchLine'), placed);
  if (!node) return undefined;
  const fields = node.fields.map((reference, index) =>
    fieldAt(builder, 'destination', environment.destination, reference, { node, property: 'fields', index }),
  );
  return { node, fields };
}

/** The one line of its kind: the map's own before a fragment's; a second one is a finding. */
function single<T extends MapLine>(
  builder: Builder,
  lines: readonly T[],
  placed: readonly PlacedLine[],
): T | undefined {
  const own = lines.filter((line) => placed.some((p) => p.line === line && !p.from));
  const [first, second] = own.length ? own : lines;
  if (second) {
    const what = second.$type === 'KeyLine' ? 'key' : 'match';
    builder.findings.push({ kind: 'duplicateName', node: second, name: what, what: 'line' });
  }
  return first;
}

function linesOf<K extends MapLine['$type']>(
  placed: readonly PlacedLine[],
  type: K,
): Extract<MapLine, { $type: K }>[] {
  return placed.flatMap(({ line }) => (line.$type === type ? [line as Extract<MapLine, { $type: K }>] : []));
}
