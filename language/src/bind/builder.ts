import type { AstNode } from 'langium';
import type { NotLoaded } from '@migmap/engine/mapping/functions/constants';
import type { Fragment, ValueTable } from '../generated/ast.ts';
import type { FieldView, ObjectView, Side } from '../schema/views.ts';
import type { Finding } from './findings.ts';
import type { BoundPipelines, Environment } from './program.ts';
import type { ExpressionScope } from './scope.ts';

/** What there is by a name. */
export interface Lookup<T> {
  get(name: string): T | undefined;
}

/** What binding gathers on its way through the statements. */
export interface Builder {
  readonly sources: Side;
  readonly destinations: Side;
  readonly tables: Lookup<ValueTable>;
  readonly fragments: Lookup<Fragment>;
  readonly pipelines: BoundPipelines[];
  readonly findings: Finding[];
  readonly notLoaded: NotLoaded[];
  readonly used: Map<string, Set<string>>;
  readonly environments: Map<AstNode, Environment[]>;
  readonly ids: Map<string, number>;
}

export function use(builder: Builder, object: string, field: string): void {
  const fields = builder.used.get(object);
  if (fields) fields.add(field);
  else builder.used.set(object, new Set([field]));
}

export function enter(builder: Builder, node: AstNode, environment: Environment): void {
  const known = builder.environments.get(node);
  if (known) known.push(environment);
  else builder.environments.set(node, [environment]);
}

export function scopeOf(builder: Builder, environment: Environment): ExpressionScope {
  return {
    source: environment.source,
    sources: builder.sources,
    destinations: builder.destinations,
    aliases: environment.aliases,
    insideEach: environment.insideEach,
    tables: builder.tables,
    report: (finding) => builder.findings.push(finding),
    wait: (check) => builder.notLoaded.push(check),
    use: (object, field) => use(builder, object, field),
  };
}

/** `Contact->Contact`, the second one of its kind `Activity->Task#2`. */
export function nextId(builder: Builder, base: string): string {
  const count = (builder.ids.get(base) ?? 0) + 1;
  builder.ids.set(base, count);
  return count === 1 ? base : `${base}#${count}`;
}

/** The object of a reference in the text, or a finding. A reference lost to a syntax error has been reported as such. */
export function objectAt(
  builder: Builder,
  side: 'source' | 'destination',
  reference: { readonly $refText: string } | undefined,
  place: { readonly node: AstNode; readonly property: string },
): ObjectView | undefined {
  if (!reference) return undefined;
  const name = reference.$refText;
  const view = (side === 'source' ? builder.sources : builder.destinations).object(name);
  if (!view) {
    const kind = side === 'source' ? 'unknownSourceObject' : 'unknownDestinationObject';
    builder.findings.push({ kind, ...place, name });
  }
  return view;
}

export function fieldAt(
  builder: Builder,
  side: 'source' | 'destination',
  object: ObjectView | undefined,
  reference: { readonly $refText: string } | undefined,
  place: { readonly node: AstNode; readonly property: string; readonly index?: number },
): FieldView | undefined {
  if (!object || !reference) return undefined;
  const name = reference.$refText;
  const found = object.field(name);
  if (found.kind === 'ambiguous') {
    builder.findings.push({ kind: 'ambiguousField', ...place, name, candidates: found.names });
    return undefined;
  }
  if (found.kind === 'unknown') {
    const kind = side === 'source' ? 'unknownSourceField' : 'unknownDestinationField';
    builder.findings.push({ kind, ...place, name, object });
    return undefined;
  }
  if (side === 'source') use(builder, object.name, found.field.name);
  return found.field;
}
