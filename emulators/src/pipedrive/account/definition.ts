import * as z from 'zod';

/** The field types that an administrator can choose. */
export const creatableTypes = [
  'varchar',
  'varchar_auto',
  'text',
  'double',
  'monetary',
  'date',
  'daterange',
  'time',
  'timerange',
  'enum',
  'set',
  'user',
  'org',
  'people',
  'phone',
  'address',
] as const;

export const fieldedObjects = ['deal', 'person', 'organization', 'product', 'activity'] as const;
export type FieldedObject = (typeof fieldedObjects)[number];

/** What an account's administrator has set up before a migration. */
export const accountDefinition = z.strictObject({
  name: z.string().default('Local Company'),
  /** Two accounts of different seeds have different hash keys, option ids, stage ids and user ids. */
  seed: z.union([z.string(), z.int()]).default('local'),
  /** The first active one is an administrator and the one that tokens stand for. */
  users: z
    .array(z.strictObject({ email: z.string(), name: z.string(), active: z.boolean().default(true) }))
    .default([]),
  /** E-mail of the user that a token stands for. */
  runAs: z.string().optional(),
  /** Replaces the pipeline that a new account has. */
  pipelines: z
    .array(
      z.strictObject({
        name: z.string(),
        /** Whether its stages have probabilities; so when one of them is given. */
        probabilities: z.boolean().optional(),
        stages: z
          .array(
            z.strictObject({
              name: z.string(),
              /** Percent. */
              probability: z.int().min(0).max(100).optional(),
            }),
          )
          .min(1),
      }),
    )
    .optional(),
  customFields: z
    .array(
      z.strictObject({
        /** `lead` is no choice: leads inherit the custom fields of deals. */
        object: z.enum(['deal', 'person', 'organization', 'product']),
        label: z.string().min(1).max(255),
        type: z.enum(creatableTypes),
        options: z.array(z.string()).optional(),
        description: z.string().optional(),
      }),
    )
    .default([]),
  /** Added to the standard ones. */
  activityTypes: z
    .array(z.union([z.string(), z.strictObject({ name: z.string(), icon: z.string().optional() })]))
    .default([]),
  leadLabels: z.array(z.string()).default(['Hot', 'Warm', 'Cold']),
  /** ISO code of the account's default currency. */
  currency: z.string().length(3).default('EUR'),
  plan: z
    .strictObject({
      name: z.enum(['Lite', 'Growth', 'Premium', 'Ultimate']).default('Ultimate'),
      /** Users that are paid for; as many as there are users without it. */
      seats: z.int().positive().optional(),
      /** API tokens a day of the whole company; 30,000 × seats × the plan's multiplier without it. */
      dailyTokens: z.int().nonnegative().optional(),
      /** Tokens of today that are gone already. */
      usedTokens: z.int().nonnegative().default(0),
      /** Requests of one user in two seconds; what the plan gives without it. */
      burst: z.int().positive().optional(),
      /** Searches of one user in two seconds. */
      searchBurst: z.int().positive().default(10),
      openDeals: z.int().nonnegative().optional(),
      /** Custom fields of the whole company. */
      customFields: z.int().nonnegative().optional(),
      /** Bytes of one file. */
      fileBytes: z
        .int()
        .positive()
        .default(50 * 1024 * 1024),
    })
    .prefault({}),
  features: z
    .strictObject({
      /** Contact sync is on: persons show and take notes, im, birthday, job_title, postal_address. */
      contactSync: z.boolean().default(false),
      campaigns: z.boolean().default(true),
    })
    .prefault({}),
  /** How long a written value stays unknown to search: the longer of the two. */
  search: z
    .strictObject({
      delayMs: z.int().nonnegative().default(0),
      /** Requests that are answered after the one that wrote it. */
      delayRequests: z.int().nonnegative().default(0),
    })
    .prefault({}),
  /** When given, only `good` tokens are accepted; `bad` ones never. */
  tokens: z
    .strictObject({ good: z.array(z.string()).optional(), bad: z.array(z.string()).default([]) })
    .optional(),
});
export type AccountDefinition = z.infer<typeof accountDefinition>;
/** The definition as a person writes it: everything has a default. */
export type AccountInput = z.input<typeof accountDefinition>;
