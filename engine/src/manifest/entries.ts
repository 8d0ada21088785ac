import type { DestinationRules } from '../connectors/registry.ts';
import type { DeclaredField, DeclaredObject, Mapping, SourceSpan } from '../mapping/ir.ts';
import type { SourceProfile } from '../schema/profile.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { FieldSchema, ObjectSchema } from '../schema/types.ts';
import type { ManifestEntry } from './types.ts';
import { resolveOptions } from './options.ts';
import { pipelineEntries } from './pipelines.ts';

/** Every object, field, pipeline and stage that the mapping wants of the destination, with its state there. */
export function manifestEntries(
  mapping: Mapping,
  destination: SchemaCatalog | undefined,
  rules: DestinationRules | undefined,
  profile?: SourceProfile,
): ManifestEntry[] {
  const { declared, unknown } = resolveOptions(mapping, profile);
  return [
    ...declared
      .flatMap((object) => objectEntries(object, destination, rules))
      .map((entry) => {
        const problem = unknown.get(`${entry.object}.${entry.name}`);
        return problem === undefined || entry.state === 'present' ? entry : { ...entry, problem };
      }),
    ...mapping.pipelines.flatMap((block) => pipelineEntries(block, destination)),
  ];
}

function objectEntries(
  declared: DeclaredObject,
  destination: SchemaCatalog | undefined,
  rules: DestinationRules | undefined,
): ManifestEntry[] {
  const actual = destination?.object(declared.object);
  const fields = declared.fields.map((field) =>
    fieldEntry(declared.object, field, actual, destination, rules),
  );
  if (!declared.create) return fields;
  const object: ManifestEntry = {
    what: 'object',
    object: declared.object,
    name: declared.object,
    ...(declared.label !== undefined && { label: declared.label }),
    state: destination === undefined ? 'unknown' : actual ? 'present' : 'missing',
    differences: [],
    line: declared.fields[0] ? place(declared.fields[0].at) : '',
  };
  return [object, ...fields];
}

function fieldEntry(
  object: string,
  field: DeclaredField,
  actual: ObjectSchema | undefined,
  destination: SchemaCatalog | undefined,
  rules: DestinationRules | undefined,
): ManifestEntry {
  const there = actual?.fields.find((candidate) => candidate.name === field.name);
  const differences = there ? differencesOf(field, there, rules) : [];
  const lacks = there?.restricted ? missingValues(field.values ?? [], there) : [];
  if (lacks.length > 0) differences.push(`lacks the values ${lacks.map((value) => `"${value}"`).join(', ')}`);
  const nativeType = rules?.nativeType(field);
  return {
    what: 'field',
    object,
    name: field.name,
    label: field.label,
    kind: field.kind,
    ...(nativeType !== undefined && { nativeType }),
    ...(field.length !== undefined && { length: field.length }),
    ...(field.values && { values: [...field.values] }),
    ...(field.references !== undefined && { references: field.references }),
    externalId: field.externalId,
    unique: field.unique,
    required: field.required,
    state:
      destination === undefined
        ? 'unknown'
        : !there
          ? 'missing'
          : differences.length > 0
            ? 'different'
            : 'present',
    differences,
    ...(lacks.length > 0 && differences.length === 1 && { lacks }),
    line: place(field.at),
  };
}

/** What keeps the field that is there from serving the declaration; more room or stricter options elsewhere do not. */
function differencesOf(
  declared: DeclaredField,
  actual: FieldSchema,
  rules: DestinationRules | undefined,
): string[] {
  const found: string[] = [];
  const fits = rules ? rules.compatible(declared.kind, actual.kind) : declared.kind === actual.kind;
  if (!fits) found.push(`is ${actual.nativeType ?? actual.kind}, not ${declared.kind}`);
  if (declared.length !== undefined && actual.length !== undefined && actual.length < declared.length)
    found.push(`holds ${actual.length} characters, not ${declared.length}`);
  // A system without external ids has fields by which it finds a record.
  if (declared.externalId && !actual.externalId && !actual.lookupKey) found.push('is not an external id');
  if (declared.unique && !actual.unique) found.push('is not unique');
  if (!actual.createable) found.push('cannot be written');
  return found;
}

function missingValues(wanted: readonly string[], actual: FieldSchema): string[] {
  const present = new Set(
    (actual.values ?? []).filter((v) => v.active !== false).flatMap((v) => [v.value, v.label]),
  );
  return wanted.filter((value) => !present.has(value));
}

function place({ file, line }: SourceSpan): string {
  return `${file}:${line}`;
}
