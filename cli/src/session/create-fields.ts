import { resolveOptions } from '@migmap/engine/manifest/options';
import type { ManifestReport } from '@migmap/engine/manifest/types';
import type { DeclaredObject } from '@migmap/engine/mapping/ir';
import { writeSchema } from '@migmap/engine/schema/store';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { openDestination } from './connections.ts';
import type { CompiledMapping } from './mapping.ts';

/** Puts what is missing in place through the destination's API and discovers the objects again; says what it refused. */
export async function createMissing(
  io: Io,
  { workspace, mapping, destination, profile }: CompiledMapping,
  { entries }: ManifestReport,
): Promise<void> {
  const missing = new Set(
    entries
      .filter((e) => e.state === 'missing')
      .map((e) => (e.what === 'field' ? `${e.object}.${e.name}` : e.name)),
  );
  for (const { object, name, problem } of entries)
    if (problem !== undefined) io.err(`${io.errPaint.red('not created')} ${object}.${name}: ${problem}.`);
  const wanted = resolveOptions(mapping, profile)
    .ready.map((object): DeclaredObject => ({
      ...object,
      create: object.create && missing.has(object.object),
      fields: object.fields.filter((field) => missing.has(`${object.object}.${field.name}`)),
    }))
    .filter((object) => object.create || object.fields.length > 0);
  if (wanted.length === 0) {
    io.err(missing.size === 0 ? 'No declared field is missing.' : 'Nothing that is missing can be made.');
    return;
  }
  const opened = await openDestination(workspace, destination.name);
  const { system } = opened;
  try {
    const { createsFields } = await system.capabilities();
    if (!createsFields || !system.createFields) {
      throw new Failure(
        `Fields cannot be created through connection "${destination.name}". Give the guide to whoever administers it: migmap manifest FILE --format md.`,
      );
    }
    const results = await system.createFields(wanted);
    for (const { object, field, error } of results) {
      if (error)
        io.err(`${io.errPaint.red('refused')} ${object}.${field.name}: ${error.code} ${error.message}`);
      else io.err(`${io.errPaint.green('created')} ${object}.${field.name}`);
    }
    const found = await system.discover({
      signal: io.signal,
      objects: wanted.map((object) => object.object),
    });
    await writeSchema(workspace.schemaDir(destination.name), found.schema, found.objects);
  } finally {
    await opened.close();
  }
}
