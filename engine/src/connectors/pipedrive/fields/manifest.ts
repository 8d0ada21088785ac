import type { DeclaredObject } from '../../../mapping/ir.ts';
import { apiObjects } from '../objects.ts';
import { creation } from './creation.ts';

/** The declared fields as the calls that make them: path to the JSON of `POST` bodies, one file an object. */
export function nativeManifest(objects: readonly DeclaredObject[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const { object, fields } of objects) {
    const path = apiObjects.get(object)?.fieldsPath;
    if (path === undefined) continue;
    const calls = fields.flatMap((field) => {
      const body = creation(field);
      return body ? [{ method: 'POST', path: `/api/v2${path}`, body }] : [];
    });
    files.set(`${path.slice(1)}.json`, `${JSON.stringify(calls, null, 2)}\n`);
  }
  return files;
}
