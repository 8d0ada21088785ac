/** What a mapping can no longer rely on: a system as it is now against the snapshot that mappings are checked with. */
import { rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { SchemaCatalog } from './catalog.ts';
import { privateFolder } from '../disk/private.ts';
import { isMissing, replaceFile } from '../disk/replace.ts';
import { parseJsonFile } from './files.ts';
import type { FieldSchema, ObjectSchema } from './types.ts';

const schemaChange = z.strictObject({
  object: z.string(),
  field: z.string().optional().describe('Absent: the object itself, or what it demands'),
  value: z.string().optional().describe('The picklist value that is gone'),
  what: z.string().describe('`no longer has the field Website`: follows the name of the object'),
});
export type SchemaChange = z.infer<typeof schemaChange>;

/** Lies in `.migmap/drift/<connection>.json`, until discovery takes a new snapshot. */
const schemaDrift = z.strictObject({
  formatVersion: z.literal(1),
  connection: z.string(),
  /** When the snapshot was taken that it speaks of; of another snapshot it says nothing. */
  snapshotAt: z.string(),
  comparedAt: z.string(),
  changes: z.array(schemaChange),
});
export type SchemaDrift = z.infer<typeof schemaDrift>;

/** What the objects `now` lack or demand that the snapshot does not say; `asked` are those that were looked for. */
export function changesSince(
  snapshot: SchemaCatalog,
  asked: Iterable<string>,
  now: ReadonlyMap<string, ObjectSchema>,
): SchemaChange[] {
  return [...new Set(asked)].flatMap((name): SchemaChange[] => {
    const before = snapshot.object(name);
    const after = now.get(name);
    if (!before) return [];
    if (!after) return [{ object: name, what: 'is no longer there' }];
    return objectChanges(before, after);
  });
}

function objectChanges(before: ObjectSchema, after: ObjectSchema): SchemaChange[] {
  const object = after.name;
  const was = new Map(before.fields.map((f) => [f.name, f]));
  const is = new Map(after.fields.map((f) => [f.name, f]));
  const changes: SchemaChange[] = [];
  if (before.createable && !after.createable) changes.push({ object, what: 'takes no records any more' });
  for (const field of before.fields) {
    const present = is.get(field.name);
    if (!present) changes.push({ object, field: field.name, what: `no longer has the field ${field.name}` });
    else changes.push(...fieldChanges(object, field, present));
  }
  for (const field of after.fields)
    if (demands(field) && !was.has(field.name))
      changes.push({ object, what: `has a new field ${field.name}, which is required` });
  return changes;
}

const demands = (f: FieldSchema): boolean => Boolean(f.required && f.createable && !f.defaulted);

function* fieldChanges(object: string, before: FieldSchema, after: FieldSchema): Generator<SchemaChange> {
  const { name: field } = after;
  const change = (what: string): SchemaChange => ({ object, field, what: `has the field ${field}, ${what}` });
  if (before.kind !== after.kind) yield change(`which is now of type ${after.kind} and was ${before.kind}`);
  if ((after.length ?? Infinity) < (before.length ?? Infinity))
    yield change(`which now takes ${after.length} characters and took ${before.length ?? 'more'}`);
  if (before.createable && !after.createable) yield change('which can no longer be written');
  if (before.unique && !after.unique) yield change('which is no longer unique');
  if (before.externalId && !after.externalId) yield change('which is no longer an external id');
  const gone = (before.references ?? []).filter((target) => !after.references?.includes(target));
  if (gone.length > 0) yield change(`which no longer points at ${gone.join(' or ')}`);
  if (demands(after) && !demands(before))
    yield { object, what: `has the field ${field}, which is now required` };
  const values = new Set((after.values ?? []).filter((v) => v.active !== false).map((v) => v.value));
  for (const { value, label, active } of after.values || before.values ? (before.values ?? []) : [])
    if (active !== false && !values.has(value))
      yield { ...change(`which no longer has the value "${label}"`), value };
}

/** Writes what was found, so that mappings can be checked against it without reaching the system. Nothing found: no file. */
export async function writeDrift(
  file: string,
  { index }: SchemaCatalog,
  changes: readonly SchemaChange[],
  now = new Date(),
): Promise<void> {
  if (changes.length === 0) return rm(file, { force: true });
  privateFolder(dirname(file));
  const drift: SchemaDrift = {
    formatVersion: 1,
    connection: index.connection,
    snapshotAt: index.discoveredAt,
    comparedAt: now.toISOString(),
    changes: [...changes],
  };
  await replaceFile(file, `${JSON.stringify(schemaDrift.parse(drift), null, 2)}\n`, 0o600);
}

/** What was found of this snapshot; nothing of an older one. Throws `SchemaFileError` for a file that is none. */
export function readDrift(file: string, snapshot: SchemaCatalog | undefined): SchemaDrift | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const drift = parseJsonFile(file, text, schemaDrift);
  return drift.snapshotAt === snapshot?.index.discoveredAt ? drift : undefined;
}
