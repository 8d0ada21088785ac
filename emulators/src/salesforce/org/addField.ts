import type { OrgCatalog } from '../schema/catalog.ts';
import type { FieldDef } from '../schema/types.ts';
import type { Store } from '../store/store.ts';

/** Adds a custom field; one on Activity shows on tasks and events alike. */
export function addField(catalog: OrgCatalog, store: Store, object: string, field: FieldDef): void {
  const targets =
    object === 'Activity' ? catalog.objects().filter((o) => o.activity) : [catalog.object(object)];
  for (const target of targets) {
    if (target === undefined) throw new Error(`the org has no object ${object}`);
    store.ensureTable(catalog.putField(target.name, field));
  }
}
