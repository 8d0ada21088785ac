import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import type { SchemaCatalog } from '@migmap/engine/schema/catalog';
import { readableName } from '@migmap/engine/schema/readable-name';
import { snakeCase, written } from './names.ts';

/** Fields under every name they go by. */
class NamedFields {
  private readonly byName = new Map<string, FieldSchema>();
  private readonly byLabel = new Map<string, FieldSchema[]>();
  private readonly bySnake = new Map<string, FieldSchema[]>();

  constructor(fields: readonly FieldSchema[]) {
    for (const field of fields) {
      this.byName.set(field.name, field);
      push(this.byLabel, field.label, field);
      push(this.bySnake, snakeCase(field.label), field);
    }
  }

  find(name: string, snake: boolean): readonly FieldSchema[] {
    const exact = this.byName.get(name);
    if (exact) return [exact];
    return this.byLabel.get(name) ?? (snake ? this.bySnake.get(name) : undefined) ?? [];
  }
}

const indexes = new WeakMap<readonly FieldSchema[], NamedFields>();

/** One field; several where a label does not tell them apart; none. `snake`: also by the snake-case form of a heading. */
export function findFields(
  fields: readonly FieldSchema[],
  name: string,
  { snake }: { readonly snake: boolean },
): readonly FieldSchema[] {
  let index = indexes.get(fields);
  if (!index) indexes.set(fields, (index = new NamedFields(fields)));
  return index.find(name, snake);
}

/** How a mapping calls a field: by its label where the API name is a hash and nothing else has the label. */
export function fieldName(field: FieldSchema, fields: readonly FieldSchema[]): string {
  const label = readableName(field);
  const [found, other] = label === field.name ? [] : findFields(fields, label, { snake: false });
  return written(found === field && !other ? label : field.name);
}

/** By API name, otherwise by a label that only one object has. */
export function findObject(catalog: SchemaCatalog, name: string): ObjectSchema | undefined {
  const exact = catalog.object(name);
  if (exact) return exact;
  const labelled = catalog.index.objects.filter((o) => o.label === name);
  return labelled.length === 1 ? catalog.object(labelled[0]!.name) : undefined;
}

function push(map: Map<string, FieldSchema[]>, key: string, field: FieldSchema): void {
  const list = map.get(key);
  if (list) list.push(field);
  else map.set(key, [field]);
}
