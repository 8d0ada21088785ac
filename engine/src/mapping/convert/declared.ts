import type { FieldSchema } from '../../schema/types.ts';
import type { DeclaredField } from '../ir.ts';

/** A declared field as the schema will show it once it is in place: what values are converted to until then. */
export function declaredSchema(field: DeclaredField): FieldSchema {
  const { name, label, kind, length, precision, scale, required, unique, externalId } = field;
  return {
    name,
    label,
    kind,
    ...(length !== undefined && { length }),
    ...(precision !== undefined && { precision }),
    ...(scale !== undefined && { scale }),
    ...(field.values && { values: field.values.map((value) => ({ value, label: value })) }),
    ...(field.references !== undefined && { references: [field.references] }),
    required,
    unique,
    externalId,
    createable: true,
    updateable: true,
    custom: true,
  };
}
