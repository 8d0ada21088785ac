import type { FieldSchema } from '../../../schema/types.ts';
import type { WireForm } from './wire.ts';

/** A field together with the way it travels. */
export interface ApiField {
  readonly schema: FieldSchema;
  readonly form: WireForm;
  /** Where it stands in a record: at the root, or among the custom fields of v2. */
  readonly place: 'root' | 'custom';
  /** Its name on the wire where that differs. */
  readonly wireName?: string;
  /** One of two fields that stand together in one property: `{amount, currency}`. */
  readonly within?: { readonly property: string; readonly member: string };
}
