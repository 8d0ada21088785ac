import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import type { FieldDeclaration } from '../generated/ast.ts';
import { findFields, findObject } from './lookup.ts';

/** A field as a mapping sees it. Without a schema snapshot all that is known is the name. */
export interface FieldView {
  /** API name. */
  readonly name: string;
  readonly schema?: FieldSchema;
  /** Set where the mapping declares it. */
  readonly declaration?: FieldDeclaration;
}

export type FieldLookup =
  | { readonly kind: 'found'; readonly field: FieldView }
  | { readonly kind: 'ambiguous'; readonly names: readonly string[] }
  | { readonly kind: 'unknown' };

/** An object as a mapping sees it: discovered, declared, both, or (without a snapshot) a bare name. */
export interface ObjectView {
  readonly name: string;
  readonly label: string;
  readonly schema?: ObjectSchema;
  /** No snapshot says what fields there are: any name goes. */
  readonly open: boolean;
  readonly fields: readonly FieldSchema[];
  field(name: string): FieldLookup;
}

export interface DeclaredFieldEntry {
  readonly node: FieldDeclaration;
  /** Under the API name that the field has in the destination, where it is there. */
  readonly schema: FieldSchema;
}

/** What the `fields` and `object` statements declare for one object. */
export interface DeclaredEntry {
  readonly name: string;
  readonly create: boolean;
  readonly label?: string;
  readonly fields: readonly DeclaredFieldEntry[];
}

/** One of the two systems. */
export interface Side {
  readonly catalog: SchemaCatalog | undefined;
  object(name: string): ObjectView | undefined;
  objectNames(): readonly string[];
}

/** The system that is read: its fields may also be named by the snake-case form of their heading. */
export function sourceSide(catalog: SchemaCatalog | undefined): Side {
  return sideOf(catalog, new Map(), { snake: true });
}

/** The system that is written, with what the mapping declares it to have. */
export function destinationSide(
  catalog: SchemaCatalog | undefined,
  declared: ReadonlyMap<string, DeclaredEntry>,
): Side {
  return sideOf(catalog, declared, { snake: false });
}

interface Naming {
  readonly snake: boolean;
}

function sideOf(
  catalog: SchemaCatalog | undefined,
  declared: ReadonlyMap<string, DeclaredEntry>,
  naming: Naming,
): Side {
  const views = new Map<string, ObjectView>();
  return {
    catalog,
    object(name) {
      const known = views.get(name);
      if (known) return known;
      const schema = catalog && findObject(catalog, name);
      const entry = declared.get(schema?.name ?? name);
      if (catalog && !schema && !entry?.create) return undefined;
      const view = viewOf(schema?.name ?? name, schema, entry, !catalog, naming);
      views.set(name, view);
      return view;
    },
    objectNames: () => [
      ...(catalog?.index.objects.map((o) => o.name) ?? []),
      ...[...declared.values()].filter((d) => d.create).map((d) => d.name),
    ],
  };
}

function viewOf(
  name: string,
  schema: ObjectSchema | undefined,
  declared: DeclaredEntry | undefined,
  open: boolean,
  naming: Naming,
): ObjectView {
  const extra = (declared?.fields ?? []).filter(
    (d) => !schema?.fields.some((field) => field.name === d.schema.name),
  );
  // The list itself where nothing is added to it: names are looked up in an index that is made once per list.
  const fields =
    extra.length || !schema ? [...(schema?.fields ?? []), ...extra.map((d) => d.schema)] : schema.fields;
  return {
    name,
    label: schema?.label ?? declared?.label ?? name,
    schema,
    open,
    fields,
    field(wanted) {
      const byDeclaration = declared?.fields.find((d) => d.node.name === wanted)?.schema.name;
      const found = findFields(fields, byDeclaration ?? wanted, naming);
      if (found.length > 1) return { kind: 'ambiguous', names: found.map((f) => f.name) };
      const field = found[0];
      if (!field) return open ? { kind: 'found', field: { name: wanted } } : { kind: 'unknown' };
      const declaration = declared?.fields.find((d) => d.schema.name === field.name)?.node;
      return { kind: 'found', field: { name: field.name, schema: field, declaration } };
    },
  };
}
