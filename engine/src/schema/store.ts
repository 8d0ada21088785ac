/**
 * Schemas and profiles as files. A connection's schema is a folder: `index.json` and one file per object, so that a
 * reader opens only what it needs and a diff shows what changed.
 */
import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type * as z from 'zod';
import type { SchemaCatalog } from './catalog.ts';
import type { SourceProfile } from './profile.ts';
import type { ObjectSchema, SystemSchema } from './types.ts';
import { privateFolder } from '../disk/private.ts';
import { isMissing, replaceFile } from '../disk/replace.ts';
import { SchemaFileError, parseJsonFile } from './files.ts';
import { objectSchema, sourceProfile, systemSchema } from './validation.ts';

export { SchemaFileError } from './files.ts';

/** The file of an object's schema; names that a file system would mistake are percent-encoded. */
export function objectFile(dir: string, object: string): string {
  const name = encodeURIComponent(object).replace(/^\./, '%2E').replace(/\*/g, '%2A');
  return join(dir, `${/^index$/i.test(name) ? `%69${name.slice(1)}` : name}.json`);
}

const indexFile = (dir: string): string => join(dir, 'index.json');

/**
 * Writes the index and the given objects; objects of the index that are not given keep the file they have, objects that
 * the index no longer names lose theirs. Each file is replaced as a whole, the index last; an unchanged file is not touched.
 */
export async function writeSchema(
  dir: string,
  schema: SystemSchema,
  objects: readonly ObjectSchema[],
): Promise<void> {
  await mkdir(dir, { recursive: true });
  const before = readIndex(dir, { tolerant: true });
  for (const object of objects)
    await replaceFile(objectFile(dir, object.name), pretty(objectSchema.parse(object)));
  await replaceFile(indexFile(dir), pretty(systemSchema.parse(schema)));
  const kept = new Set(schema.objects.map((o) => o.name));
  for (const gone of before?.objects.filter((o) => !kept.has(o.name)) ?? [])
    await rm(objectFile(dir, gone.name), { force: true });
}

/**
 * The catalog over a schema folder, or `undefined` where there is none yet. Each file is read at most once, when its
 * object is first asked for. Throws `SchemaFileError` for a file that is not a schema.
 */
export function openCatalog(dir: string): SchemaCatalog | undefined {
  const index = readIndex(dir);
  if (!index) return undefined;
  const names = new Set(index.objects.map((o) => o.name));
  const loaded = new Map<string, ObjectSchema | undefined>();
  return {
    index,
    object(name) {
      if (!names.has(name)) return undefined;
      if (!loaded.has(name)) loaded.set(name, readChecked(objectFile(dir, name), objectSchema));
      return loaded.get(name);
    },
  };
}

/** Written for the owner's eyes only (0600, folder 0700): a profile holds customers' values. */
export async function writeProfile(file: string, profile: SourceProfile): Promise<void> {
  privateFolder(dirname(file));
  await replaceFile(file, pretty(sourceProfile.parse(profile)), 0o600);
}

export function readProfile(file: string): SourceProfile | undefined {
  return readChecked(file, sourceProfile);
}

function readIndex(dir: string, { tolerant = false } = {}): SystemSchema | undefined {
  try {
    return readChecked(indexFile(dir), systemSchema);
  } catch (error) {
    // A folder that discovery is about to rewrite may hold anything; only its list of old files is lost.
    if (tolerant && error instanceof SchemaFileError) return undefined;
    throw error;
  }
}

function readChecked<T>(file: string, schema: z.ZodType<T>): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  return parseJsonFile(file, text, schema);
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
