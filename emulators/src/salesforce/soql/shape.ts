import type { FieldDef } from '../schema/types.ts';
import type { SqlValue } from '../store/store.ts';

export interface RenderContext {
  /** `/services/data/v67.0` */
  readonly base: string;
}

/** A stored value as JSON has it. */
export function renderValue(field: FieldDef, value: SqlValue | undefined): unknown {
  if (value === null || value === undefined) return field.type === 'boolean' ? false : null;
  if (field.type === 'boolean') return value === 1;
  if (field.type === 'datetime') return String(value).replace(/Z$/, '+0000');
  if (field.type === 'complexvalue' && typeof value === 'string') return JSON.parse(value);
  return value;
}

export const blobUrl = (base: string, object: string, id: string, field: string): string =>
  `${base}/sobjects/${object}/${id}/${field}`;

const parts = [
  'Street',
  'City',
  'State',
  'PostalCode',
  'Country',
  'Latitude',
  'Longitude',
  'GeocodeAccuracy',
];

/** Names of the columns that a compound address is composed of. */
export const addressColumns = (field: FieldDef): readonly string[] => {
  const prefix = field.name.slice(0, -'Address'.length);
  return parts.map((p) => prefix + p);
};

export function renderAddress(values: readonly (SqlValue | undefined)[]): unknown {
  if (values.every((v) => v === null || v === undefined)) return null;
  const keys = [
    'street',
    'city',
    'state',
    'postalCode',
    'country',
    'latitude',
    'longitude',
    'geocodeAccuracy',
  ];
  return Object.fromEntries(
    keys.map((key, i) => [key, values[i] ?? null]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}
