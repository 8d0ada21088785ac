/**
 * zod schemas of the schema and profile files. They are strict: a misspelt key in a file that a person has corrected is
 * an error, not something that is read and then ignored. Parsing also puts keys into the order below.
 */
import * as z from 'zod';
import { fieldKinds } from './types.ts';
import type { FieldSchema, ObjectSchema, PicklistValue, SystemSchema } from './types.ts';
import type { FieldProfile, SourceProfile } from './profile.ts';

function inKeyOrder<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
/** Every key of the type, also the optional ones: a key that is added there must be added here. */
type Keys<T> = Record<keyof T, unknown>;

const texts = z.record(z.string(), z.string()).transform(inKeyOrder);
const count = z.number().int().min(0);

const picklistValue = z.strictObject({
  value: z.string(),
  label: z.string(),
  active: z.boolean().optional(),
  within: z.string().optional(),
} satisfies Keys<PicklistValue>);

const fieldSchema: z.ZodType<FieldSchema> = z.strictObject({
  name: z.string().min(1),
  label: z.string(),
  opaqueName: z.boolean().optional(),
  kind: z.enum(fieldKinds),
  nativeType: z.string().optional(),
  length: count.optional(),
  precision: count.optional(),
  scale: count.optional(),
  required: z.boolean().optional(),
  createable: z.boolean(),
  updateable: z.boolean(),
  unique: z.boolean().optional(),
  externalId: z.boolean().optional(),
  lookupKey: z.boolean().optional(),
  foldsCase: z.boolean().optional(),
  custom: z.boolean().optional(),
  defaulted: z.boolean().optional(),
  values: z.array(picklistValue).optional(),
  opaqueValues: z.boolean().optional(),
  restricted: z.boolean().optional(),
  dependsOn: z.string().optional(),
  references: z.array(z.string()).optional(),
  get element() {
    return z.array(fieldSchema).optional();
  },
  help: z.string().optional(),
} satisfies Keys<FieldSchema>);

const recordType = z.strictObject({
  id: z.string(),
  name: z.string(),
  label: z.string(),
  active: z.boolean(),
  stages: z.array(z.string()).optional(),
});

export const objectSchema: z.ZodType<ObjectSchema> = z.strictObject({
  name: z.string().min(1),
  label: z.string(),
  labelPlural: z.string().optional(),
  custom: z.boolean().optional(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deletable: z.boolean(),
  idField: z.string(),
  nameField: z.string().optional(),
  origin: texts.optional(),
  recordTypes: z.array(recordType).optional(),
  fields: z.array(fieldSchema),
} satisfies Keys<ObjectSchema>);

const stage = z.strictObject({
  id: z.string(),
  name: z.string(),
  order: z.number(),
  probability: z.number().optional(),
  closed: z.boolean().optional(),
  won: z.boolean().optional(),
});

const pipeline = z.strictObject({
  id: z.string(),
  name: z.string(),
  object: z.string(),
  stages: z.array(stage),
});

const automation = z.strictObject({
  name: z.string(),
  trigger: z.string().optional(),
  conditions: z.string().optional(),
  actions: z.string().optional(),
  active: z.boolean().optional(),
});

const objectIndexEntry = z.strictObject({
  name: z.string().min(1),
  label: z.string(),
  fields: count,
  createable: z.boolean(),
  custom: z.boolean().optional(),
});

export const systemSchema: z.ZodType<SystemSchema> = z.strictObject({
  formatVersion: z.literal(1),
  system: z.string(),
  connection: z.string(),
  discoveredAt: z.string(),
  about: texts.optional(),
  warnings: z.array(z.string()).optional(),
  users: count.optional(),
  limits: z
    .record(z.string(), z.strictObject({ max: z.number(), remaining: z.number().optional() }))
    .transform(inKeyOrder)
    .optional(),
  pipelines: z.array(pipeline).optional(),
  automations: z.array(automation).optional(),
  objects: z.array(objectIndexEntry),
} satisfies Keys<SystemSchema>);

const fieldProfile = z.strictObject({
  field: z.string(),
  nulls: count,
  distinct: count,
  distinctCapped: z.boolean().optional(),
  values: z.array(z.strictObject({ value: z.string(), count })).optional(),
  longest: count,
  lengths: z.array(z.strictObject({ longerThan: count, count })).optional(),
  samples: z.array(z.string()),
  misfits: count.optional(),
  misfitSamples: z.array(z.string()).optional(),
  orphans: count.optional(),
  orphanSamples: z.array(z.string()).optional(),
} satisfies Keys<FieldProfile>);

export const sourceProfile: z.ZodType<SourceProfile> = z.strictObject({
  formatVersion: z.literal(1),
  connection: z.string(),
  profiledAt: z.string(),
  objects: z.array(
    z.strictObject({
      object: z.string(),
      records: count,
      badRows: count,
      badRowSamples: z.array(z.strictObject({ line: count, reason: z.string() })).optional(),
      fields: z.array(fieldProfile),
    }),
  ),
});
