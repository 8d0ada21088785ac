import { RequestError } from '../errors.ts';
import type { FieldDef } from '../schema/types.ts';
import type { SqlValue } from '../store/store.ts';
import type { Org } from '../org/org.ts';
import { blobCell } from './blobs.ts';
import { fromJson } from './coerce.ts';
import type { Coerce } from './insert.ts';

export interface JsonRecord {
  readonly names: readonly string[];
  readonly cells: readonly unknown[];
  /** `attributes.type` */
  readonly type: string | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body that was streamed to the blob store before its record was read. */
export class StoredBody {
  readonly name: string;
  readonly md5: string;

  constructor(blob: { readonly name: string; readonly md5: string }) {
    this.name = blob.name;
    this.md5 = blob.md5;
  }
}

/** Names and cells of a record; a nested object is the parent by another of its fields. */
export function jsonRecord(body: unknown): JsonRecord {
  if (!isObject(body)) throw new RequestError(400, 'JSON_PARSER_ERROR', 'a record must be a JSON object');
  const names: string[] = [];
  const cells: unknown[] = [];
  let type: string | undefined;
  for (const [name, value] of Object.entries(body)) {
    if (name === 'attributes') {
      if (isObject(value) && typeof value['type'] === 'string') type = value['type'];
      continue;
    }
    if (isObject(value) && !(value instanceof StoredBody)) {
      const { attributes, ...parent } = value;
      const kind =
        isObject(attributes) && typeof attributes['type'] === 'string' ? `${attributes['type']}:` : '';
      for (const [key, inner] of Object.entries(parent)) {
        names.push(`${kind}${name}.${key}`);
        cells.push(inner);
      }
      continue;
    }
    names.push(name);
    cells.push(value);
  }
  return { names, cells, type };
}

/** Coercion of JSON members; bodies given in base64 go to the blob store. */
export function jsonCoercion(org: Org): Coerce<unknown> {
  return (field: FieldDef, cell: unknown): SqlValue => {
    if (field.type !== 'base64' || cell === null) return fromJson(field, cell);
    if (cell instanceof StoredBody) return blobCell(cell);
    if (typeof cell !== 'string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(cell))
      throw new RequestError(400, 'JSON_PARSER_ERROR', `${field.name}: the value is not base64`);
    const body = Buffer.from(cell, 'base64');
    if (body.length === 0 && cell.trim() !== '')
      throw new RequestError(400, 'JSON_PARSER_ERROR', 'not base64');
    return blobCell(org.blobs.saveNow(body));
  };
}
