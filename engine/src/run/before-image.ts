import type { Row } from '../values.ts';
import type { Desk } from './desk.ts';
import type { Outgoing } from './item.ts';

/**
 * What the fields of existing records hold before they are overwritten; asked before the request is journalled, so that a
 * run can be undone however it ends. New records, and upserts where the destination had none of the object, have no such image.
 */
export async function withBeforeImages(desk: Desk, items: readonly Outgoing[]): Promise<readonly Outgoing[]> {
  const { operation } = items[0] as Outgoing;
  if (operation === 'insert' || (operation === 'upsert' && desk.occupied === false)) return items;
  const files = new Set(
    desk.context.schemas
      .get(desk.object)
      ?.fields.filter((f) => f.kind === 'file')
      .map((f) => f.name),
  );
  const fields = [...new Set(items.flatMap((i) => Object.keys(i.write.values)))].filter((f) => !files.has(f));
  const images = operation === 'update' ? await byId(desk, items, fields) : await byKey(desk, items, fields);
  return items.map((item) => {
    const image = images.get(item);
    if (image === undefined) return item;
    const own = Object.keys(item.write.values).filter((f) => !files.has(f));
    return { ...item, before: Object.fromEntries(own.map((f) => [f, image[f] ?? null])) };
  });
}

async function byId(desk: Desk, items: readonly Outgoing[], fields: string[]): Promise<Map<Outgoing, Row>> {
  const ids = [...new Set(items.flatMap((i) => i.write.id ?? []))];
  const found = await desk.context.options.destination.read(desk.object, ids, fields);
  const rows = new Map(found.map((r) => [r.id, r.values]));
  return new Map(
    items.flatMap((i) => {
      const row = rows.get(i.write.id ?? '');
      return row === undefined ? [] : [[i, row] as const];
    }),
  );
}

async function byKey(desk: Desk, items: readonly Outgoing[], fields: string[]): Promise<Map<Outgoing, Row>> {
  const key = desk.keyField;
  if (key === undefined) return new Map();
  const rows = items.map((i): Row => ({ [key]: i.write.values[key] ?? null }));
  const found = await desk.context.options.destination.find(desk.object, [key], rows, { read: fields });
  return new Map(found.map(({ row, record }) => [items[row] as Outgoing, record.values]));
}
