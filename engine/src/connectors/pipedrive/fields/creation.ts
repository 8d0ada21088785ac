import type { DeclaredField } from '../../../mapping/ir.ts';
import { nativeType, optionsOf } from './types.ts';

/** The body that makes a declared field; `undefined` where Pipedrive has no such type. */
export interface FieldCreation {
  readonly field_name: string;
  readonly field_type: string;
  readonly options?: readonly { readonly label: string }[];
}

export function creation(field: DeclaredField): FieldCreation | undefined {
  const type = nativeType(field);
  if (type === undefined) return undefined;
  const options = optionsOf(field);
  return {
    field_name: field.label,
    field_type: type,
    ...(options ? { options: options.map((label) => ({ label })) } : {}),
  };
}
