import { URI, type LangiumDocumentFactory, type LangiumSharedCoreServices } from 'langium';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { FieldSchema } from '@migmap/engine/schema/types';
import { FunctionDefinition, SchemaField, SchemaObject } from '../generated/ast.ts';

export const schemaScheme = 'migmap-schema';
export const functionScheme = 'migmap-function';

/**
 * Discovered objects and fields as syntax nodes, so that links, completion, "go to definition" and "find references" work on
 * them. Made when asked for and never indexed: a destination of 120,000 fields costs what the mapping touches.
 */
export class SchemaNodes {
  private readonly factory: () => LangiumDocumentFactory;
  private readonly catalogs = new WeakMap<SchemaCatalog, Map<string, SchemaObject>>();
  private readonly functions = new Map<string, FunctionDefinition>();

  constructor(shared: LangiumSharedCoreServices) {
    this.factory = () => shared.workspace.LangiumDocumentFactory;
  }

  object(catalog: SchemaCatalog, name: string): SchemaObject | undefined {
    let objects = this.catalogs.get(catalog);
    if (!objects) this.catalogs.set(catalog, (objects = new Map()));
    const known = objects.get(name);
    if (known) return known;
    const entry = catalog.index.objects.find((o) => o.name === name);
    if (!entry) return undefined;
    const node: SchemaObject = { $type: SchemaObject.$type, name, label: entry.label, fields: [] };
    const path = `/${encodeURIComponent(catalog.index.connection)}/${encodeURIComponent(name)}.migmap`;
    this.factory().fromModel(node, URI.from({ scheme: schemaScheme, path }));
    objects.set(name, node);
    return node;
  }

  /** A function of the table; the caller knows that there is one of this name. */
  function(name: string): FunctionDefinition {
    let node = this.functions.get(name);
    if (!node) {
      node = { $type: FunctionDefinition.$type, name };
      this.factory().fromModel(node, URI.from({ scheme: functionScheme, path: `/${name}.migmap` }));
      this.functions.set(name, node);
    }
    return node;
  }

  field(catalog: SchemaCatalog, object: string, name: string): SchemaField | undefined {
    return this.fields(catalog, object).find((field) => field.name === name);
  }

  fields(catalog: SchemaCatalog, object: string): readonly SchemaField[] {
    const node = this.object(catalog, object);
    const schema = node && catalog.object(object);
    if (!node || !schema) return [];
    if (!node.fields.length) fill(node, schema.fields);
    return node.fields;
  }
}

function fill(parent: SchemaObject | SchemaField, fields: readonly FieldSchema[]): void {
  for (const schema of fields) {
    const node: SchemaField = {
      $type: SchemaField.$type,
      $container: parent,
      $containerProperty: 'fields',
      $containerIndex: parent.fields.length,
      name: schema.name,
      label: schema.label,
      fields: [],
    };
    parent.fields.push(node);
    if (schema.element) fill(node, schema.element);
  }
}
