/** One pass over the tables of an export: what fields there are, of which kind, pointing where, and what was seen. */
import type { FieldProfile, ObjectProfile } from '../../schema/profile.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/types.ts';
import type { DiscoverProgress } from '../source.ts';
import { IdIndex } from './ids.ts';
import { findDialects, kindOf, misfits } from './kinds.ts';
import type { Dialects } from './kinds.ts';
import type { LaidTable } from './layout.ts';
import { FieldObserver } from './observe.ts';
import type { Origin } from './origin.ts';
import { writeOrigin } from './origin.ts';
import type { PointingField, Reference } from './references.ts';
import { mayReference, referenceOf } from './references.ts';
import { snakeCase } from './names.ts';
import type { SeenColumn, SeenTable } from './watch.ts';
import { watchTable } from './watch.ts';

export interface DiscoveredTables {
  readonly objects: readonly ObjectSchema[];
  readonly profiles: readonly ObjectProfile[];
  readonly warnings: readonly string[];
}

interface Draft {
  readonly object: string;
  readonly number: number;
  readonly origin: Origin;
  readonly idField: string;
  readonly records: number;
  readonly badRows: SeenTable['badRows'];
  readonly fields: readonly DraftField[];
}

interface DraftField {
  readonly schema: FieldSchema;
  readonly profile: FieldProfile;
  readonly pointing?: PointingField;
}

export async function discoverTables(
  tables: readonly LaidTable[],
  options: { readonly onProgress?: DiscoverProgress; readonly signal?: AbortSignal },
): Promise<DiscoveredTables> {
  const objects = tables.map((table) => table.object);
  const index = new IdIndex();
  const warnings: string[] = [];
  try {
    const drafts: Draft[] = [];
    for (const [number, table] of tables.entries()) {
      const seen = await watchTable(table, { ...options, objects, number, index });
      if (seen.failure !== undefined) warnings.push(`${table.file.path}: not read: ${seen.failure}`);
      warnings.push(...encodingWarnings(table, seen));
      if (seen.columns.length > 0) drafts.push(draftOf(table, number, seen));
      else if (seen.failure === undefined) warnings.push(`${table.file.path}: not read, it has no fields.`);
    }
    const references = drafts.map((draft) =>
      draft.fields.map(({ pointing }) => pointing && referenceOf(pointing, index, objects)),
    );
    for (const draft of drafts) warnings.push(...warningsOf(draft, index.duplicates(draft.number)));
    return {
      objects: drafts.map((draft, i) => objectOf(draft, references[i] ?? [])),
      profiles: drafts.map((draft, i) => profileOf(draft, references[i] ?? [])),
      warnings,
    };
  } finally {
    index.close();
  }
}

function encodingWarnings({ file }: LaidTable, { encoding: found }: SeenTable): string[] {
  if (!found) return [];
  const { encoding, certainty, brokenBytes } = found;
  const guessed = `${file.path}: taken for ${encoding}. If letters look wrong, correct "encoding" in its schema.`;
  const broken = `${file.path}: some bytes are not ${encoding}; rows with them are reported.`;
  return [...(certainty === 'guessed' ? [guessed] : []), ...(brokenBytes ? [broken] : [])];
}

function draftOf(table: LaidTable, number: number, seen: SeenTable): Draft {
  const dialects = findDialects(seen.columns.map((column) => column.observer));
  const { dateOrder, decimal } = dialects;
  const guessed = seen.encoding?.certainty === 'guessed' ? ['encoding'] : [];
  const assumed = [...guessed, ...dialects.assumed].join(', ');
  const { encoding, brokenBytes } = seen.encoding ?? { encoding: table.origin.encoding, brokenBytes: false };
  return {
    object: table.object,
    number,
    origin: {
      ...table.origin,
      encoding,
      brokenBytes: brokenBytes ? 'yes' : 'no',
      dateOrder,
      decimal,
      assumed,
    },
    idField: seen.columns.find((column) => column.isId)?.name ?? '',
    records: seen.records,
    badRows: seen.badRows,
    fields: seen.columns.map((column) => fieldOf(column, seen, dialects)),
  };
}

function fieldOf(column: SeenColumn, table: SeenTable, dialects: Dialects): DraftField {
  const { name, label, observer } = column;
  const kind = column.isId ? 'id' : kindOf(name, observer, dialects);
  if (kind === 'list') observer.openJsonLists();
  const profile = { ...observer.profile(name, table.records), ...misfits(kind, observer, dialects) };
  const schema: FieldSchema = {
    ...readOnly(name, label, kind),
    ...(kind === 'list' ? { element: elementOf(observer, dialects) } : {}),
  };
  if (column.isId || !column.points || !mayReference.has(kind)) return { schema, profile };
  const typeColumn = table.columns.find((c) => c.name === name.replace(/_id$/, '_type') && c.name !== name);
  const types = typeColumn?.observer.values();
  const pointing: PointingField = {
    number: column.number,
    object: table.object,
    name,
    filled: observer.filled,
    numeric: observer.wholeNumbers + observer.count('integer') > observer.filled / 2,
    ...(types && types.complete && types.values.length <= 50
      ? { types: types.values.map((v) => v.value) }
      : {}),
  };
  return { schema, profile, pointing };
}

/** Fields of a list's elements, by their own keys: the elements are handed on as they are. */
function elementOf(observer: FieldObserver, dialects: Dialects): readonly FieldSchema[] {
  return [...observer.elements].map(([key, seen]) =>
    readOnly(key, key, kindOf(snakeCase(key), seen, dialects)),
  );
}

const readOnly = (name: string, label: string, kind: FieldSchema['kind']): FieldSchema => ({
  name,
  label,
  kind,
  createable: false,
  updateable: false,
});

function objectOf(draft: Draft, references: readonly (Reference | undefined)[]): ObjectSchema {
  const fields = draft.fields.map(({ schema }, i): FieldSchema => {
    const found = references[i];
    if (!found) return schema.name === draft.idField ? { ...schema, unique: true } : schema;
    return { ...schema, kind: schema.kind === 'list' ? 'list' : 'reference', references: found.references };
  });
  return {
    name: draft.object,
    label: draft.object.replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2'),
    createable: false,
    updateable: false,
    deletable: false,
    idField: draft.idField,
    origin: writeOrigin(draft.origin),
    fields,
  };
}

function profileOf(draft: Draft, references: readonly (Reference | undefined)[]): ObjectProfile {
  const { object, records, badRows } = draft;
  const fields = draft.fields.map(({ profile }, i) => {
    const found = references[i];
    if (!found?.orphans) return profile;
    return { ...profile, orphans: found.orphans, orphanSamples: found.orphanSamples };
  });
  const badRowSamples = badRows.samples.length ? { badRowSamples: badRows.samples } : {};
  return { object, records, badRows: badRows.count, ...badRowSamples, fields };
}

function warningsOf({ origin, idField, badRows, object }: Draft, duplicates: number): string[] {
  const found: string[] = [];
  const [first] = badRows.samples;
  if (first)
    found.push(
      `${origin.file}: ${badRows.count} rows cannot be read; the first on line ${first.line}: ${first.reason}.`,
    );
  if (idField === '')
    found.push(`${origin.file}: no column holds an id; a record of ${object} is known by all its values.`);
  if (duplicates > 0) found.push(`${origin.file}: ${duplicates} records have an id that an earlier one has.`);
  if (origin.assumed)
    found.push(`${origin.file}: nothing in the data decides ${origin.assumed}; see its schema's origin.`);
  return found;
}
