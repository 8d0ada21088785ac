import type { WantedPipeline } from '@migmap/engine/connectors/destination';
import type { RecordError } from '@migmap/engine/connectors/errors';
import { resolveOptions } from '@migmap/engine/manifest/options';
import type { ManifestReport } from '@migmap/engine/manifest/types';
import type { DeclaredObject } from '@migmap/engine/mapping/ir';
import { readableName } from '@migmap/engine/schema/readable-name';
import { writeSchema } from '@migmap/engine/schema/store';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { openDestination } from './connections.ts';
import type { CompiledMapping } from './mapping.ts';

/** Puts what is missing in place through the destination's API and discovers the objects again; answers how much it refused. */
export async function createMissing(
  io: Io,
  { workspace, mapping, destination, profile }: CompiledMapping,
  { entries }: ManifestReport,
): Promise<number> {
  for (const { object, name, problem } of entries)
    if (problem !== undefined) io.err(`${io.errPaint.red('not created')} ${object}.${name}: ${problem}.`);
  const { ready } = resolveOptions(mapping, profile);
  const pipelines = wantedPipelines(mapping, entries);
  if (pipelines.length + wantedFields(ready, entries, true).length === 0) return nothing(io);
  const opened = await openDestination(workspace, destination.name);
  const { system } = opened;
  let refused = 0;
  try {
    const { createsFields, createsStages, addsOptions = false } = await system.capabilities();
    const wanted = wantedFields(ready, entries, addsOptions);
    if (pipelines.length + wanted.length === 0) return nothing(io);
    const told = (name: string, error: RecordError | undefined) => {
      if (error) refused++;
      io.err(
        error
          ? `${io.errPaint.red('refused')} ${name}: ${error.code} ${error.message}`
          : `${io.errPaint.green('created')} ${name}`,
      );
    };
    if (wanted.length > 0) {
      if (!createsFields || !system.createFields) throw notHere('Fields', destination.name);
      for (const { object, field, error } of await system.createFields(wanted))
        told(`${object}.${readableName(field)}`, error);
    }
    if (pipelines.length > 0 && createsStages && system.createPipelines) {
      for (const { pipeline, stage, error } of await system.createPipelines(pipelines))
        told(stage === undefined ? `pipeline “${pipeline}”` : `stage “${stage}” in “${pipeline}”`, error);
    } else if (pipelines.length > 0 && wanted.length === 0) throw notHere('Pipelines', destination.name);
    // All that was discovered before: what one object was given, another may have too.
    const found = await system.discover({
      signal: io.signal,
      objects: destination.catalog.index.objects.flatMap((o) => (o.fields > 0 ? [o.name] : [])),
    });
    await writeSchema(workspace.schemaDir(destination.name), found.schema, found.objects);
  } finally {
    await opened.close();
  }
  return refused;
}

function nothing(io: Io): number {
  io.err('Nothing of the manifest is missing that could be made.');
  return 0;
}

/** What is to be made of the declared objects: missing fields, and such whose missing options can be added. */
function wantedFields(
  declared: readonly DeclaredObject[],
  entries: ManifestReport['entries'],
  addsOptions: boolean,
): DeclaredObject[] {
  const wanted = new Set(
    entries
      .filter((e) => e.state === 'missing' || (addsOptions && e.lacks !== undefined))
      .map((e) => (e.what === 'field' ? `${e.object}.${e.name}` : e.name)),
  );
  return declared
    .map((object) => ({
      ...object,
      create: object.create && wanted.has(object.object),
      fields: object.fields.filter((field) => wanted.has(`${object.object}.${field.name}`)),
    }))
    .filter((object) => object.create || object.fields.length > 0);
}

/** Whole pipelines of which anything is missing, as the mapping orders them. */
function wantedPipelines(
  mapping: CompiledMapping['mapping'],
  entries: ManifestReport['entries'],
): WantedPipeline[] {
  const missing = new Set(
    entries
      .filter((e) => e.state === 'missing' && (e.what === 'pipeline' || e.what === 'stage'))
      .map((e) => `${e.object} ${e.what === 'stage' ? e.pipeline : e.name}`),
  );
  return mapping.pipelines.flatMap((block) =>
    block.pipelines
      .filter(({ destination }) => missing.has(`${block.destinationObject} ${destination}`))
      .map(({ destination, stages }) => ({
        object: block.destinationObject,
        name: destination,
        stages: [...new Map(stages.map((s) => [s.destination, s])).values()].map((s) => ({
          name: s.destination,
          ...(s.probability !== undefined && { probability: s.probability }),
        })),
      })),
  );
}

function notHere(what: string, connection: string): Failure {
  return new Failure(
    `${what} cannot be created through connection "${connection}". Give the guide to whoever administers it: migmap manifest FILE --format md.`,
  );
}
