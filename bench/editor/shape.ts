/** The two synthetic systems and what a mapping between them says; each server gets it in its own language. */
import { join } from 'node:path';
import { writeSchema } from '@migmap/engine/schema/store';
import type { FieldKind, FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';

export const objectCount = 1500;
export const fieldCount = 200_000;
const sourceObjects = 40;
const linesPerMap = 21;

const kinds: readonly FieldKind[] = [
  'text',
  'email',
  'number',
  'date',
  'boolean',
  'picklist',
  'url',
  'phone',
];
const picks = ['Open', 'Working', 'Nurturing', 'Converted', 'Closed'];

function field(name: string, label: string, kind: FieldKind): FieldSchema {
  const values = kind === 'picklist' ? picks.map((value) => ({ value, label: value })) : undefined;
  const length = kind === 'text' ? { length: 255 } : {};
  return { name, label, kind, createable: true, updateable: true, ...length, ...(values && { values }) };
}

function object(name: string, fields: readonly FieldSchema[]): ObjectSchema {
  const rights = { createable: true, updateable: true, deletable: true };
  return { name, label: name.replaceAll('_', ' '), idField: fields[0]!.name, ...rights, fields };
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

export function destinationObjects(): ObjectSchema[] {
  const per = Math.floor(fieldCount / objectCount);
  const extra = fieldCount - per * objectCount;
  return Array.from({ length: objectCount }, (_, index) => {
    const count = per + (index < extra ? 1 : 0);
    const key = { ...field('Legacy_Id__c', 'Legacy ID', 'text'), unique: true, externalId: true };
    const rest = Array.from({ length: count - 1 }, (_unused, n) =>
      field(`Field_${pad(n, 3)}__c`, `Field ${n} of ${index}`, kinds[n % kinds.length]!),
    );
    return object(`Object_${pad(index, 4)}__c`, [key, ...rest]);
  });
}

function sourceSchema(): ObjectSchema[] {
  return Array.from({ length: sourceObjects }, (_, index) =>
    object(`Thing${index}`, [
      field('id', 'id', 'id'),
      ...Array.from({ length: linesPerMap }, (_unused, n) =>
        field(`value_${n}`, `value ${n}`, kinds[n % 8]!),
      ),
      { ...field('parent_id', 'parent id', 'reference'), references: [`Thing${Math.max(0, index - 1)}`] },
    ]),
  );
}

/** Maps of a mapping: names of the objects, and per line the destination field and the source's. */
export const maps = Array.from({ length: sourceObjects }, (_, index) => ({
  source: `Thing${index}`,
  destination: `Object_${pad(index * 37, 4)}__c`,
  lines: Array.from({ length: linesPerMap }, (_unused, n) => ({
    field: `Field_${pad(n, 3)}__c`,
    value: `value_${n}`,
  })),
}));

/** Writes migmap.json and both schema folders. */
export async function writeWorkspace(directory: string): Promise<void> {
  const { writeFile, mkdir } = await import('node:fs/promises');
  await mkdir(directory, { recursive: true });
  const config = {
    connections: {
      export: { system: 'smartdesk', path: './export' },
      target: { system: 'salesforce', stage: 'local' },
    },
    source: 'export',
    destination: 'target',
  };
  await writeFile(join(directory, 'migmap.json'), JSON.stringify(config));
  for (const [connection, system, objects] of [
    ['export', 'smartdesk', sourceSchema()],
    ['target', 'salesforce', destinationObjects()],
  ] as const) {
    const index = objects.map(({ name, label, fields, createable }) => ({
      name,
      label,
      fields: fields.length,
      createable,
    }));
    await writeSchema(
      join(directory, 'schemas', connection),
      { formatVersion: 1, system, connection, discoveredAt: new Date().toISOString(), objects: index },
      objects,
    );
  }
}
