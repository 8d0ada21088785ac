import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import type { CustomObject, FieldDeclaration, FieldsBlock } from '../generated/ast.ts';
import { findObject } from '../schema/lookup.ts';
import type { DeclaredEntry } from '../schema/views.ts';
import { declaredFieldSchema } from '../types/declared.ts';
import type { Finding } from './findings.ts';
import { named } from './named.ts';

/** What `fields` and `object` statements declare, by the API name of the object; several statements for one object add up. */
export function declarationsIn(
  blocks: readonly (FieldsBlock | CustomObject)[],
  catalog: SchemaCatalog | undefined,
  report: (finding: Finding) => void,
): Map<string, DeclaredEntry> {
  const byObject = new Map<string, (FieldsBlock | CustomObject)[]>();
  for (const block of blocks) {
    const name = block.$type === 'CustomObject' ? block.name : block.object?.$refText;
    if (!name) continue;
    const object = (catalog && findObject(catalog, name)?.name) ?? name;
    byObject.set(object, [...(byObject.get(object) ?? []), block]);
  }
  const declared = new Map<string, DeclaredEntry>();
  for (const [name, list] of byObject) {
    const objects = list.filter((block) => block.$type === 'CustomObject');
    named(objects, 'object', report);
    const fields = named(
      list.flatMap((block) => block.fields),
      'field',
      report,
    );
    declared.set(name, {
      name,
      create: objects.length > 0,
      label: objects[0]?.label,
      fields: [...fields.values()].map((node) => ({ node, schema: inPlace(node, catalog?.object(name)) })),
    });
  }
  return declared;
}

/**
 * The declared field under the API name that it has in the destination: its own, or where a system makes names of its own, that
 * of the one custom field with the declared label.
 */
function inPlace(node: FieldDeclaration, object: ObjectSchema | undefined) {
  const declared = declaredFieldSchema(node);
  if (!object || object.fields.some((field) => field.name === node.name)) return declared;
  const labelled = object.fields.filter((field) => field.custom && field.label === declared.label);
  return labelled.length === 1 ? { ...declared, name: labelled[0]!.name } : declared;
}
