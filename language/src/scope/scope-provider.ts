import {
  EMPTY_SCOPE,
  stream,
  type AstNode,
  type AstNodeDescription,
  type AstNodeDescriptionProvider,
  type AstReflection,
  type ReferenceInfo,
  type Scope,
  type ScopeProvider,
  type Stream,
} from 'langium';
import { functionNames, signatureOf } from '@migmap/engine/mapping/functions/signatures';
import type { Analysis } from '../bind/analysis.ts';
import type { Environment, Program } from '../bind/program.ts';
import type { FieldPath, NamedValue } from '../generated/ast.ts';
import type { MigmapServices } from '../services.ts';
import { snakeCase } from '../schema/names.ts';
import type { SchemaNodes } from '../schema/nodes.ts';
import type { ObjectView, Side } from '../schema/views.ts';

/** A name and the node it stands for. */
export interface NamedNodes {
  find(name: string): AstNode | undefined;
  all(): Iterable<readonly [name: string, node: AstNode]>;
}

/** Links names for the editor (definition, references, rename, completion), with the same meaning that the checks give them. */
export class MigmapScopeProvider implements ScopeProvider {
  private readonly reflection: AstReflection;
  private readonly descriptions: AstNodeDescriptionProvider;
  private readonly analysis: () => Analysis;
  private readonly nodes: SchemaNodes;

  constructor(services: MigmapServices) {
    this.reflection = services.shared.AstReflection;
    this.descriptions = services.workspace.AstNodeDescriptionProvider;
    this.analysis = () => services.Analysis;
    this.nodes = services.SchemaNodes;
  }

  getScope(context: ReferenceInfo): Scope {
    const found = this.analysis().environmentOf(context.container);
    const names = found && this.names(context, found.program, found.environment);
    return names ? scopeOver(names, this.descriptions) : EMPTY_SCOPE;
  }

  private names(
    context: ReferenceInfo,
    program: Program,
    environment: Environment | undefined,
  ): NamedNodes | undefined {
    switch (this.reflection.getReferenceType(context)) {
      case 'SchemaObject':
        return this.objects(program.sources);
      case 'DestinationObject':
        return this.objects(program.destinations, program);
      case 'SchemaField':
        return this.fields(program.sources, sourceOf(context, program, environment));
      case 'DestinationField':
        return this.fields(program.destinations, destinationOf(context, program, environment));
      case 'NamedValue':
        return this.namedValues(context.container, program, environment);
      case 'ValueTable':
        return mapped(program.tables);
      case 'Fragment':
        return mapped(program.fragments);
      case 'FunctionDefinition':
        return this.functions();
      default:
        return undefined;
    }
  }

  /** A segment of a path: an alias or a field of the record, then what the segment before it leads to. */
  private namedValues(
    segment: AstNode,
    program: Program,
    environment: Environment | undefined,
  ): NamedNodes | undefined {
    const path = segment.$container?.$type === 'FieldPath' ? (segment.$container as FieldPath) : undefined;
    const before = path?.segments[(segment.$containerIndex ?? path.segments.length) - 1];
    const fields = (object: ObjectView | undefined) => this.fields(program.sources, object);
    if (!before) return withAliases(fields(environment?.source), environment?.aliases);
    const owner = before.target.ref;
    if (!owner) return undefined;
    if (owner.$type === 'Alias') {
      const alias = environment?.aliases.get(owner.name);
      if (alias?.kind === 'record') return fields(environment?.source);
      const list = alias?.node.$container.$type === 'EachLine' ? alias.node.$container.list : undefined;
      return nodesIn(list?.segments.at(-1)?.target.ref);
    }
    if (owner.fields.length) return nodesIn(owner);
    const object =
      owner.$container.$type === 'SchemaObject' ? program.sources.object(owner.$container.name) : undefined;
    const target = object?.field(owner.name);
    const references = target?.kind === 'found' ? target.field.schema?.references : undefined;
    return eitherOf((references ?? []).flatMap((name) => fields(program.sources.object(name)) ?? []));
  }

  private functions(): NamedNodes {
    return {
      find: (name) => (signatureOf(name) ? this.nodes.function(name) : undefined),
      all: () => functionNames.map((name) => [name, this.nodes.function(name)] as const),
    };
  }

  private objects(side: Side, program?: Program): NamedNodes {
    const custom = new Map(
      (program?.files ?? []).flatMap((file) =>
        file.node.statements.flatMap((s) => (s.$type === 'CustomObject' ? [[s.name, s] as const] : [])),
      ),
    );
    const node = (name: string) =>
      (side.catalog && this.nodes.object(side.catalog, name)) ?? custom.get(name);
    return {
      find: (name) => node(side.object(name)?.name ?? name),
      all: () => side.objectNames().flatMap((name) => pair(name, node(name))),
    };
  }

  private fields(side: Side, object: ObjectView | undefined): NamedNodes | undefined {
    if (!object) return undefined;
    const node = (name: string) => {
      const found = object.field(name);
      if (found.kind !== 'found') return undefined;
      const discovered = side.catalog && this.nodes.field(side.catalog, object.name, found.field.name);
      return discovered ?? found.field.declaration;
    };
    return { find: node, all: () => object.fields.flatMap((field) => pair(field.name, node(field.name))) };
  }
}

function sourceOf({ container }: ReferenceInfo, program: Program, environment: Environment | undefined) {
  const named = 'object' in container ? (container.object as { $refText?: string } | undefined) : undefined;
  return named?.$refText === undefined ? environment?.source : program.sources.object(named.$refText);
}

function destinationOf({ container }: ReferenceInfo, program: Program, environment: Environment | undefined) {
  const named =
    container.$type === 'DestinationPath' && 'object' in container
      ? (container.object as { $refText?: string } | undefined)
      : undefined;
  return named?.$refText === undefined
    ? environment?.destination
    : program.destinations.object(named.$refText);
}

function nodesIn(owner: NamedValue | undefined): NamedNodes | undefined {
  if (owner?.$type !== 'SchemaField' || !owner.fields.length) return undefined;
  return {
    find: (name) =>
      owner.fields.find((f) => f.name === name || f.label === name || snakeCase(f.label) === name),
    all: () => owner.fields.map((field) => [field.name, field] as const),
  };
}

/** The names of several objects, of which a reference may name any. */
function eitherOf(all: readonly NamedNodes[]): NamedNodes | undefined {
  if (all.length < 2) return all[0];
  return {
    find: (name) => all.map((names) => names.find(name)).find((node) => node !== undefined),
    all: () => new Map(all.toReversed().flatMap((names) => [...names.all()])),
  };
}

function withAliases(
  fields: NamedNodes | undefined,
  aliases: Environment['aliases'] | undefined,
): NamedNodes {
  return {
    find: (name) => aliases?.get(name)?.node ?? fields?.find(name),
    all: () => [
      ...[...(aliases ?? [])].map(([name, alias]) => [name, alias.node] as const),
      ...(fields?.all() ?? []),
    ],
  };
}

function mapped(nodes: ReadonlyMap<string, AstNode>): NamedNodes {
  return { find: (name) => nodes.get(name), all: () => nodes };
}

function pair(name: string, node: AstNode | undefined): (readonly [string, AstNode])[] {
  return node ? [[name, node]] : [];
}

function scopeOver(names: NamedNodes, descriptions: AstNodeDescriptionProvider): Scope {
  const describe = (node: AstNode, name: string): AstNodeDescription =>
    descriptions.createDescription(node, name);
  const getElement = (name: string): AstNodeDescription | undefined => {
    const node = names.find(name);
    return node && describe(node, name);
  };
  return {
    getElement,
    getElements: (name) => {
      const element = getElement(name);
      return stream(element ? [element] : []);
    },
    getAllElements: (): Stream<AstNodeDescription> =>
      stream([...names.all()].map(([name, node]) => describe(node, name))),
  };
}
