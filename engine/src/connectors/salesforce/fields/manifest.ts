import type { DeclaredObject } from '../../../mapping/ir.ts';
import { metadataObject } from './naming.ts';
import { fieldMetadata } from './types.ts';
import { document, element } from './xml.ts';

const version = '67.0';
const permissionSet = 'Migmap_Fields';

/**
 * The declared objects and fields as a metadata package: `sf project deploy start --metadata-dir DIR`. Path to text.
 * The permission set makes the fields visible; give it to the user who loads.
 */
export function nativeManifest(objects: readonly DeclaredObject[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const members = { object: [] as string[], field: [] as string[] };
  const permissions: string[] = [];
  for (const [name, declared] of byMetadataObject(objects)) {
    const made = declared.filter((d) => d.create);
    if (made.length > 0) members.object.push(name);
    const fields = unique(declared).flatMap((field) => {
      const metadata = fieldMetadata(field);
      return metadata ? [{ field, metadata }] : [];
    });
    for (const { field } of fields) {
      members.field.push(`${name}.${field.name}`);
      if (field.required) continue;
      for (const d of declared) permissions.push(permission(`${d.object}.${field.name}`));
    }
    const xml = fields.map(({ field, metadata }) => element('fields', { fullName: field.name, ...metadata }));
    const own = made.map((d) => customObject(d.label ?? name));
    files.set(`objects/${name}.object`, document('CustomObject', [...xml, ...own].join('')));
  }
  const set = [...permissions, element('label', 'Migmap Fields')].join('');
  files.set(`permissionsets/${permissionSet}.permissionset`, document('PermissionSet', set));
  files.set(
    'package.xml',
    document(
      'Package',
      [
        types('CustomField', members.field),
        types('CustomObject', members.object),
        types('PermissionSet', [permissionSet]),
        element('version', version),
      ].join(''),
    ),
  );
  return files;
}

function byMetadataObject(objects: readonly DeclaredObject[]): Map<string, DeclaredObject[]> {
  return Map.groupBy(objects, (o) => metadataObject(o.object));
}

/** A field declared for Task and for Event is one field of Activity. */
function unique(declared: readonly DeclaredObject[]) {
  return [...new Map(declared.flatMap((d) => d.fields).map((f) => [f.name, f])).values()];
}

function types(name: string, members: readonly string[]): string {
  return members.length === 0 ? '' : element('types', { members: members.toSorted(), name });
}

function permission(field: string): string {
  return element('fieldPermissions', { editable: true, field, readable: true });
}

function customObject(label: string): string {
  return (
    element('label', label) +
    element('pluralLabel', `${label}s`) +
    element('nameField', { label: 'Name', type: 'Text' }) +
    element('deploymentStatus', 'Deployed') +
    element('sharingModel', 'ReadWrite')
  );
}
