import type { FieldedObject } from '../account/definition.ts';

export interface FieldOption {
  /** Standard fields have words for ids here and there. */
  readonly id: number | string;
  readonly label: string;
  readonly color?: string | null;
}

export interface FieldDef {
  readonly object: FieldedObject;
  /** Name of a standard field, or the 40-character hash of a custom one. */
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly options: readonly FieldOption[] | null;
  readonly subfields:
    readonly { readonly code: string; readonly name: string; readonly type: string }[] | null;
  readonly custom: boolean;
  /** Comes only when `include_fields` asks for it. */
  readonly optional?: boolean;
}
