import * as z from 'zod';

const picklist = z.union([
  z.string(),
  z.strictObject({ value: z.string(), label: z.string().optional(), default: z.boolean().optional() }),
]);

export const customFieldDefinition = z.strictObject({
  object: z.string(),
  name: z.string().regex(/__c$/, 'a custom field ends in __c'),
  label: z.string().optional(),
  /** As in the Metadata API: Text, LongTextArea, Number, Picklist, Lookup … */
  type: z.string(),
  length: z.int().positive().optional(),
  precision: z.int().positive().optional(),
  scale: z.int().nonnegative().optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  caseSensitive: z.boolean().optional(),
  externalId: z.boolean().optional(),
  values: z.array(picklist).optional(),
  restricted: z.boolean().optional(),
  referenceTo: z.string().optional(),
  relationshipName: z.string().optional(),
  description: z.string().optional(),
});
export type CustomFieldDefinition = z.infer<typeof customFieldDefinition>;

/** What an org's administrator has set up before a migration: the file behind `migmap emulator start salesforce --schema`. */
export const orgDefinition = z.strictObject({
  name: z.string().default('Local Org'),
  users: z
    .array(
      z.strictObject({
        email: z.string(),
        name: z.string(),
        username: z.string().optional(),
        active: z.boolean().default(true),
        profile: z.string().default('Standard User'),
        role: z.string().optional(),
        federationId: z.string().optional(),
      }),
    )
    .default([]),
  queues: z.array(z.strictObject({ name: z.string(), objects: z.array(z.string()) })).default([]),
  recordTypes: z
    .array(
      z.strictObject({
        object: z.string(),
        name: z.string(),
        label: z.string().optional(),
        /** The sales process whose stages its records may take. */
        process: z.string().optional(),
        active: z.boolean().default(true),
        default: z.boolean().default(false),
      }),
    )
    .default([]),
  processes: z
    .array(
      z.strictObject({
        name: z.string(),
        object: z.string().default('Opportunity'),
        stages: z.array(z.string()),
      }),
    )
    .default([]),
  /** Replaces the standard opportunity stages. */
  stages: z
    .array(
      z.strictObject({
        name: z.string(),
        probability: z.number().min(0).max(100),
        closed: z.boolean().default(false),
        won: z.boolean().default(false),
        forecast: z.string().optional(),
      }),
    )
    .optional(),
  /** `Object.Field` to the values that replace the standard ones. */
  picklistValues: z.record(z.string().regex(/^\w+\.\w+$/), z.array(picklist)).default({}),
  /** `Object.Field` of picklists that refuse other values although they are open in a new org. */
  restrictedPicklists: z.array(z.string().regex(/^\w+\.\w+$/)).default([]),
  customObjects: z
    .array(
      z.strictObject({ name: z.string().regex(/__c$/), label: z.string(), plural: z.string().optional() }),
    )
    .default([]),
  customFields: z.array(customFieldDefinition).default([]),
  duplicateRules: z
    .array(
      z.strictObject({
        object: z.string(),
        fields: z.array(z.string()).min(1),
        action: z.enum(['block', 'alert']),
      }),
    )
    .default([]),
  features: z
    .strictObject({
      /** "Set Audit Fields upon Record Creation" is on and the migration user has it. */
      auditFields: z.boolean().default(true),
      /** "Update Records with Inactive Owners" is on. */
      inactiveOwners: z.boolean().default(false),
      knowledge: z.boolean().default(true),
      sharedActivities: z.boolean().default(true),
      contactsToMultipleAccounts: z.boolean().default(true),
      teams: z.boolean().default(true),
      territories: z.boolean().default(true),
      notes: z.boolean().default(true),
      hardDelete: z.boolean().default(true),
      /** New custom fields are readable and writable at once; otherwise only after FieldPermissions. */
      fieldAccess: z.boolean().default(true),
    })
    .prefault({}),
  limits: z
    .strictObject({
      dailyApiRequests: z.int().positive().default(100_000),
      usedApiRequests: z.int().nonnegative().default(0),
      dataStorageMb: z.int().positive().default(10_240),
      fileStorageMb: z.int().positive().default(10_240),
      bulkBatchesPerDay: z.int().positive().default(15_000),
      /** Bytes in one bulk upload. */
      bulkUploadBytes: z.int().positive().default(150_000_000),
      /** Characters in a JSON body. */
      jsonBytes: z.int().positive().default(52_428_800),
    })
    .prefault({}),
  /** Registered OAuth clients. Without any, every client id is a public client that must use PKCE. */
  clients: z
    .array(
      z.strictObject({
        id: z.string(),
        secret: z.string().optional(),
        redirectUris: z.array(z.string()).default([]),
        /** PEM public key or certificate that JWT bearer assertions are signed for. */
        certificate: z.string().optional(),
        /** Username that client credentials run as. */
        runAs: z.string().optional(),
      }),
    )
    .default([]),
  /** When given, only `good` tokens and those that OAuth issued are accepted; `bad` ones never. */
  tokens: z
    .strictObject({ good: z.array(z.string()).optional(), bad: z.array(z.string()).default([]) })
    .optional(),
  /** E-mail of the user that an access token stands for; the first administrator when absent. */
  runAs: z.string().optional(),
});
export type OrgDefinition = z.infer<typeof orgDefinition>;
/** The definition as a person writes it: everything has a default. */
export type OrgInput = z.input<typeof orgDefinition>;
