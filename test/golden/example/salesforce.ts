/** The emulated org's database and file store, read without the emulator. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type OrgRow = Readonly<Record<string, string | number | null>>;

export interface Org {
  rows(object: string): readonly OrgRow[];
  /** Id of the record with this SmartDesk id, or of the first record where `field` has that value. */
  id(object: string, value: string | null, field?: string): string | undefined;
  bytes(contentVersion: OrgRow): Buffer;
}

export function openOrg(workspace: string): Org {
  const file = join(workspace, '.migmap', 'emulators', 'local.sqlite');
  const db = new DatabaseSync(file, { readOnly: true });
  const tables = new Map<string, readonly OrgRow[]>();
  const indexes = new Map<string, Map<unknown, string>>();
  const names = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
  for (const name of names.map((row) => String(row['name']))) {
    if (name.startsWith('_')) continue;
    const all = db.prepare(`SELECT * FROM "${name}"`).all() as OrgRow[];
    tables.set(
      name,
      all.filter((row) => row['IsDeleted'] !== 1),
    );
  }
  db.close();
  const rows = (object: string): readonly OrgRow[] => {
    const found = tables.get(object);
    if (!found) throw new Error(`The org has no table ${object}.`);
    return found;
  };
  return {
    rows,
    id(object, value, field = 'SmartDesk_Id__c') {
      if (value === null) return undefined;
      const name = `${object}.${field}`;
      let index = indexes.get(name);
      if (!index) {
        index = new Map(
          rows(object)
            .toReversed()
            .map((row) => [row[field], String(row['Id'])]),
        );
        indexes.set(name, index);
      }
      return index.get(value);
    },
    // A file's column holds its name in the store, and a checksum.
    bytes: (version) => readFileSync(join(`${file}.files`, String(version['VersionData']).split('|')[0]!)),
  };
}
