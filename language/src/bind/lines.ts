import type { Expr } from '@migmap/engine/mapping/ir';
import type { FieldLine, MapLine, UseLine } from '../generated/ast.ts';
import { any } from '../types/type.ts';
import { enter, fieldAt, scopeOf, type Builder } from './builder.ts';
import type { Bound } from './bound.ts';
import { bind } from './expression.ts';
import { bindFallback } from './literal.ts';
import type { BoundLine, Environment } from './program.ts';

export interface PlacedLine {
  readonly line: MapLine;
  /** The `use` of the map's own body that brought it in. */
  readonly from: UseLine | undefined;
}

/** The lines of a body with those of its fragments in the place of each `use`. */
export function inlineFragments(
  builder: Builder,
  lines: readonly MapLine[],
  environment: Environment,
  from?: UseLine,
  open: readonly string[] = [],
): PlacedLine[] {
  return lines.flatMap((line): PlacedLine[] => {
    if (line.$type !== 'UseLine') return [{ line, from }];
    const name = line.fragment?.$refText;
    if (name === undefined) return [];
    const fragment = builder.fragments.get(name);
    if (!fragment) {
      builder.findings.push({ kind: 'unknownFragment', node: line, property: 'fragment', name });
      return [];
    }
    if (open.includes(name)) {
      builder.findings.push({
        kind: 'fragmentCycle',
        node: line,
        property: 'fragment',
        name,
        what: 'fragment',
      });
      return [];
    }
    enter(builder, fragment, environment);
    return inlineFragments(builder, fragment.lines, environment, from ?? line, [...open, name]);
  });
}

/** Field lines, the map's own winning over those of fragments; what says a field twice otherwise comes back as repeated. */
export function bindFieldLines(
  builder: Builder,
  placed: readonly PlacedLine[],
  environment: Environment,
): { lines: BoundLine[]; repeated: { node: FieldLine; field: string }[] } {
  const bound = placed.flatMap(({ line, from }) =>
    line.$type === 'FieldLine' ? [bindFieldLine(builder, line, from, environment)] : [],
  );
  const own = new Set(bound.filter((l) => !l.from && l.field).map((l) => l.field!.name));
  const seen = new Set<string>();
  const lines: BoundLine[] = [];
  const repeated: { node: FieldLine; field: string }[] = [];
  for (const line of bound) {
    const name = line.field?.name;
    if (name === undefined) lines.push(line);
    else if (line.from && own.has(name)) continue;
    else if (seen.has(name)) repeated.push({ node: line.node, field: name });
    else {
      seen.add(name);
      lines.push(line);
    }
  }
  return { lines, repeated };
}

function bindFieldLine(
  builder: Builder,
  node: FieldLine,
  from: UseLine | undefined,
  environment: Environment,
): BoundLine {
  const field = fieldAt(builder, 'destination', environment.destination, node.field, {
    node,
    property: 'field',
  });
  const value = bind(node.value, scopeOf(builder, environment));
  const otherwise = bindFallback(node.otherwise, 'line', (f) => builder.findings.push(f));
  return { node, field, value: throughPipelines(builder, environment, field?.name, value), otherwise, from };
}

/** `RecordTypeId = pipeline` and `StageName = stage` go through the `pipelines` block of the two objects. */
function throughPipelines(
  builder: Builder,
  environment: Environment,
  field: string | undefined,
  value: Bound,
): Bound {
  if (field === undefined || value.ir.kind !== 'field' || value.ir.scope !== undefined) return value;
  const [source, ...rest] = value.ir.path;
  if (rest.length) return value;
  for (const [block, pipelines] of builder.pipelines.entries()) {
    if (pipelines.source?.name !== environment.source?.name) continue;
    if (pipelines.destination?.name !== environment.destination?.name) continue;
    const part =
      field === pipelines.destinationPipeline?.name && source === pipelines.sourcePipeline?.name
        ? 'pipeline'
        : field === pipelines.destinationStage?.name && source === pipelines.sourceStage?.name
          ? 'stage'
          : undefined;
    if (!part) continue;
    const ir: Expr = { kind: 'pipeline', block, part };
    return { ...value, ir, type: any };
  }
  return value;
}
