import type { FieldDef } from '../schema/types.ts';
import { addField } from './addField.ts';
import type { Org } from './org.ts';

/** Shows a custom field that nobody could read until now; answers whether there is such a field. */
export function showField(org: Org, object: string, name: string): boolean {
  const { catalog, store } = org;
  if (catalog.object(object)?.field(name) !== undefined) return true;
  const holder = catalog.object(object)?.activity === true ? 'Activity' : object;
  const kept = store
    .statement('SELECT definition FROM _custom_field WHERE object = ? AND name = ?')
    .get(holder, name)?.['definition'];
  if (typeof kept !== 'string') return false;
  store.statement('UPDATE _custom_field SET visible = 1 WHERE object = ? AND name = ?').run(holder, name);
  addField(catalog, store, holder, JSON.parse(kept) as FieldDef);
  return true;
}
