import {
  isCustomObject,
  isExport,
  isFieldsBlock,
  isFragment,
  isMappingTest,
  isObjectMap,
  isOwners,
  isPipelines,
  isSkipObject,
  isSplit,
  isValueTable,
  type Alias,
  type Export,
  type MappingTest,
  type ObjectMap,
  type Owners,
  type Pipelines,
  type SkipObject,
  type Split,
  type Statement,
  type ValueTable,
} from '../generated/ast.ts';
import type { MigrationContext } from '../host.ts';
import { enter, fieldAt, nextId, objectAt, scopeOf, type Builder } from './builder.ts';
import { bind, bindCondition } from './expression.ts';
import { written } from '../schema/names.ts';
import { collectFiles, statementsOf, type ImportResolver } from './files.ts';
import type { Finding } from './findings.ts';
import { bindFallback } from './literal.ts';
import { bindMap } from './map.ts';
import { named } from './named.ts';
import { nameOf } from './reference-name.ts';
import type { AliasTarget } from './scope.ts';
import { sidesOf, type Sides } from './sides.ts';
import { bindUnit, type Units } from './unit.ts';
import type {
  BoundExport,
  BoundMap,
  BoundOwners,
  BoundPipelines,
  BoundSplit,
  Program,
  ProgramFile,
} from './program.ts';

/** What an earlier binding of a migration leaves for the next. */
export interface Remembered {
  readonly units: Units;
  sides?: Sides;
}

/**
 * Resolves the names of a migration and everything it imports. Never throws; what is wrong stands in `findings`. Statements
 * that are as they were in the binding before, and name what they named, are taken from there.
 */
export function bindProgram(
  root: ProgramFile,
  imports: ImportResolver,
  context: MigrationContext,
  remembered: Remembered,
): Program {
  const findings: Finding[] = [];
  const report = (finding: Finding): void => void findings.push(finding);
  const files = collectFiles(root, imports, report);
  const tables = named(statementsOf(files, isValueTable), 'values', report);
  const tableFallbacks = new Map(
    [...tables].map(([name, table]: [string, ValueTable]) => [
      name,
      bindFallback(table.otherwise, 'values', report) ?? ({ kind: 'hold' } as const),
    ]),
  );
  const blocks = [...statementsOf(files, isFieldsBlock), ...statementsOf(files, isCustomObject)];
  const sides = (remembered.sides = sidesOf(context, blocks, remembered.sides));
  findings.push(...sides.findings);
  const { sources, destinations, declared } = sides;
  const fragments = named(statementsOf(files, isFragment), 'fragment', report);
  const pipelines: BoundPipelines[] = [];
  const gathered = { findings, notLoaded: [], used: new Map(), environments: new Map() };
  const builder: Builder = {
    ...gathered,
    sources,
    destinations,
    tables,
    fragments,
    pipelines,
    ids: new Map(),
  };
  const unit = <T>(node: Statement, bindIt: (part: Builder) => T): T =>
    bindUnit(builder, remembered.units, node, bindIt);
  for (const block of statementsOf(files, isFieldsBlock)) {
    objectAt(builder, 'destination', block.object, { node: block, property: 'object' });
  }
  // Only the file with the `migration` statement runs; what else stands in other files has been reported.
  const own = root.node.migration ? [root] : [];
  for (const node of statementsOf(own, isPipelines)) {
    pipelines.push(unit(node, (part) => bindPipelines(part, node)));
  }
  const splits: BoundSplit[] = [];
  const maps = own
    .flatMap((file) => file.node.statements)
    .flatMap((statement): readonly BoundMap[] => {
      if (isObjectMap(statement)) return unit(statement, (part) => bindObjectMap(part, statement));
      if (!isSplit(statement)) return [];
      const { split, branches } = unit(statement, (part) => bindSplit(part, statement));
      splits.push(split);
      return branches;
    });
  const [owners, ...more] = statementsOf(own, isOwners);
  for (const node of more) report({ kind: 'duplicateName', node, name: 'owners', what: 'statement' });
  const tests = statementsOf(own, isMappingTest);
  for (const test of tests) unit(test, (part) => bindTest(part, test));
  return {
    ...gathered,
    sources,
    destinations,
    tables,
    tableFallbacks,
    fragments,
    pipelines,
    files,
    context,
    declared,
    owners: owners && unit(owners, (part) => bindOwners(part, owners)),
    maps,
    splits,
    exports: statementsOf(own, isExport).map((node) => unit(node, (part) => bindExport(part, node))),
    skips: statementsOf(own, isSkipObject).map((node) => unit(node, (part) => bindSkip(part, node))),
    tests,
  };
}

function bindSkip(builder: Builder, node: SkipObject): Program['skips'][number] {
  const object = objectAt(builder, 'source', node.object, { node, property: 'object' });
  return { node, object: object?.name ?? node.object?.$refText ?? '' };
}

function bindObjectMap(builder: Builder, node: ObjectMap): BoundMap[] {
  const source = objectAt(builder, 'source', node.source, { node, property: 'source' });
  const aliases = recordAlias(node.alias);
  const environment = { source, aliases, insideEach: false };
  return bindMap(builder, {
    ...environment,
    node,
    sourceName: source?.name ?? node.source?.$refText ?? '',
    alias: node.alias?.name,
    split: undefined,
    each: undefined,
    where: node.condition && bindCondition(node.condition, scopeOf(builder, environment)),
  });
}

function bindSplit(
  builder: Builder,
  node: Split,
): { readonly split: BoundSplit; readonly branches: readonly BoundMap[] } {
  const source = objectAt(builder, 'source', node.source, { node, property: 'source' });
  const sourceName = source?.name ?? node.source?.$refText ?? '';
  const id = nextId(builder, `split ${sourceName}`);
  const environment = { source, aliases: recordAlias(node.alias), insideEach: false };
  enter(builder, node, environment);
  const head = { ...environment, sourceName, alias: node.alias?.name, each: undefined };
  const maps = node.branches.flatMap((branch, index) =>
    bindMap(builder, {
      ...head,
      node: branch,
      split: { id, branch: index },
      where: branch.condition && bindCondition(branch.condition, scopeOf(builder, environment)),
    }),
  );
  if (node.otherwise?.destination) {
    const split = { id, branch: node.branches.length };
    maps.push(...bindMap(builder, { ...head, node: node.otherwise, split, where: undefined }));
  }
  const otherwise = bindFallback(node.otherwise?.fallback, 'split', (f) => builder.findings.push(f));
  return { split: { id, node, sourceName, otherwise }, branches: maps };
}

function bindExport(builder: Builder, node: Export): BoundExport {
  const source = objectAt(builder, 'source', node.source, { node, property: 'source' });
  const environment = { source, aliases: recordAlias(node.alias), insideEach: false };
  enter(builder, node, environment);
  const scope = scopeOf(builder, environment);
  const columns = node.columns.map((column) => {
    const value = bind(column.value, scope);
    for (const deferral of value.deferrals) {
      builder.findings.push({ kind: 'misplacedDeferred', node: deferral.node, what: 'in a hand-off file' });
    }
    return { node: column, value };
  });
  named(node.columns, 'column', (f) => builder.findings.push(f));
  return {
    ...environment,
    node,
    sourceName: source?.name ?? node.source?.$refText ?? '',
    where: node.condition && bindCondition(node.condition, scope),
    columns,
  };
}

function bindOwners(builder: Builder, node: Owners): BoundOwners {
  const { source: from, destination: to } = node;
  const source = from && objectAt(builder, 'source', from.object, { node: from, property: 'object' });
  const destination = to && objectAt(builder, 'destination', to.object, { node: to, property: 'object' });
  return {
    node,
    source,
    sourceField: from && fieldAt(builder, 'source', source, from.field, { node: from, property: 'field' }),
    destination,
    destinationField:
      to && fieldAt(builder, 'destination', destination, to.field, { node: to, property: 'field' }),
  };
}

function bindPipelines(builder: Builder, node: Pipelines): BoundPipelines {
  const at = (
    side: 'source' | 'destination',
    path: Pipelines['pipeline'] | Pipelines['destinationStage'] | undefined,
  ) => {
    const object = path && objectAt(builder, side, path.object, { node: path, property: 'object' });
    return {
      object,
      field: path && fieldAt(builder, side, object, path.field, { node: path, property: 'field' }),
    };
  };
  const pipeline = at('source', node.pipeline);
  const stage = at('source', node.stage);
  const destinationPipeline = at('destination', node.destinationPipeline);
  const destinationStage = at('destination', node.destinationStage);
  for (const [one, other, place] of [
    [pipeline, stage, node.stage],
    [destinationPipeline, destinationStage, node.destinationStage],
  ] as const) {
    if (one.object && other.object && one.object.name !== other.object.name) {
      const problem = `Pipeline and stage belong to one object; here they are of ${one.object.name} and ${other.object.name}.`;
      const object = written(one.object.name);
      const there = place.field && one.object.field(nameOf(place.field)).kind === 'found';
      const instead = there ? [{ node: place, text: `${object}.${written(nameOf(place.field))}` }] : [];
      builder.findings.push({ kind: 'badPath', node: place, problem, instead });
    }
  }
  return {
    node,
    source: pipeline.object,
    destination: destinationPipeline.object,
    sourcePipeline: pipeline.field,
    sourceStage: stage.field,
    destinationPipeline: destinationPipeline.field,
    destinationStage: destinationStage.field,
    otherwise: bindFallback(node.otherwise, 'pipelines', (f) => builder.findings.push(f)),
  };
}

function bindTest(builder: Builder, test: MappingTest): void {
  for (const step of test.steps) {
    const side = step.$type === 'Given' ? 'source' : 'destination';
    const object = objectAt(builder, side, step.object, { node: step, property: 'object' });
    enter(builder, step, { [side]: object, aliases: new Map(), insideEach: false });
    if (step.$type === 'ExpectNone') continue;
    for (const value of step.values) {
      const found = object && value.field && object.field(nameOf(value.field));
      if (!object || found?.kind !== 'unknown') continue;
      const kind = side === 'source' ? 'unknownSourceField' : 'unknownDestinationField';
      builder.findings.push({ kind, node: value, property: 'field', name: nameOf(value.field), object });
    }
  }
}

function recordAlias(node: Alias | undefined): ReadonlyMap<string, AliasTarget> {
  return new Map(node ? [[node.name, { kind: 'record', node }]] : []);
}
