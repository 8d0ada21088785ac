import type { FieldKind } from '../../../schema/types.ts';
import type { DeclaredField } from '../../../mapping/ir.ts';
import type { XmlValue } from './xml.ts';

/** A custom field in the terms of the Metadata API; the order of the keys is that of the printed XML. */
export type FieldMetadata = { readonly [name: string]: XmlValue } & { readonly type: string };

const defaults = { text: 255, long: 32_768, precision: 18, scale: 2 } as const;
/** Longest Text; a longer text needs a Long Text Area. */
const longestText = 255;
const longestArea = 131_072;

interface NativeType {
  /** As the setup pages call it. */
  label(field: DeclaredField): string;
  metadata(field: DeclaredField): FieldMetadata;
}

const plain = (
  label: string,
  type: string,
  more: { readonly [name: string]: XmlValue } = {},
): NativeType => ({
  label: () => label,
  metadata: () => ({ type, ...more }),
});

const number = (label: string, type: string): NativeType => ({
  label: (f) => `${label}(${digits(f).left}, ${digits(f).scale})`,
  metadata: (f) => ({ type, precision: digits(f).precision, scale: digits(f).scale }),
});

function digits(field: DeclaredField) {
  const scale = field.kind === 'integer' ? 0 : (field.scale ?? defaults.scale);
  const precision = field.precision ?? defaults.precision;
  return { scale, precision, left: precision - scale };
}

const area = (label: string, type: string): NativeType => ({
  label: (f) => `${label}(${areaLength(f)})`,
  metadata: (f) => ({ type, length: areaLength(f), visibleLines: 5 }),
});

const areaLength = (field: DeclaredField) =>
  Math.min(Math.max(field.length ?? defaults.long, 256), longestArea);

const text: NativeType = {
  label: (f) => (isLong(f) ? areaType.label(f) : `Text(${f.length ?? defaults.text})`),
  metadata: (f) => (isLong(f) ? areaType.metadata(f) : { type: 'Text', length: f.length ?? defaults.text }),
};
const areaType = area('Long Text Area', 'LongTextArea');
const isLong = (field: DeclaredField) => (field.length ?? 0) > longestText;

const picklist = (label: string, type: string): NativeType => ({
  label: () => label,
  metadata: (f) => ({
    type,
    ...(type === 'MultiselectPicklist' ? { visibleLines: 4 } : {}),
    valueSet: {
      restricted: true,
      valueSetDefinition: {
        sorted: false,
        value: (f.values ?? []).map((v) => ({ fullName: v, default: false, label: v })),
      },
    },
  }),
});

const lookup: NativeType = {
  label: (f) => `Lookup(${f.references ?? '?'})`,
  metadata: (f) => ({
    type: 'Lookup',
    referenceTo: f.references,
    relationshipName: f.name.replace(/__c$/, '').replaceAll('_', '') + 'Refs',
    relationshipLabel: f.label,
    deleteConstraint: 'SetNull',
  }),
};

/** Kinds that Salesforce has no custom field for are not here. */
const nativeTypes: Readonly<Partial<Record<FieldKind, NativeType>>> = {
  text,
  longtext: areaType,
  html: area('Rich Text Area', 'Html'),
  number: number('Number', 'Number'),
  integer: number('Number', 'Number'),
  currency: number('Currency', 'Currency'),
  percent: number('Percent', 'Percent'),
  boolean: plain('Checkbox', 'Checkbox', { defaultValue: 'false' }),
  date: plain('Date', 'Date'),
  datetime: plain('Date/Time', 'DateTime'),
  time: plain('Time', 'Time'),
  email: plain('Email', 'Email'),
  phone: plain('Phone', 'Phone'),
  url: plain('URL', 'Url'),
  picklist: picklist('Picklist', 'Picklist'),
  multipicklist: picklist('Picklist (Multi-Select)', 'MultiselectPicklist'),
  reference: lookup,
};

export function nativeType(field: DeclaredField): string | undefined {
  return nativeTypes[field.kind]?.label(field);
}

/** The field's metadata, without its name; `undefined` where Salesforce has no such type. */
export function fieldMetadata(field: DeclaredField): FieldMetadata | undefined {
  const native = nativeTypes[field.kind];
  if (!native) return undefined;
  return {
    label: field.label.slice(0, 40),
    ...native.metadata(field),
    ...(field.externalId ? { externalId: true } : {}),
    // Two source ids that differ only in case are two records.
    ...(field.unique ? { unique: true, ...(field.kind === 'text' ? { caseSensitive: true } : {}) } : {}),
    ...(field.required && field.kind !== 'boolean' ? { required: true } : {}),
  };
}
