import { startClock } from '../../faults/clock.ts';
import { openBlobs } from '../../store/blobs.ts';
import { visibilityOf } from '../fields/system.ts';
import { openFields } from '../fields/fields.ts';
import { openLimits } from '../limits/limits.ts';
import { openSearchIndex } from '../search/searchIndex.ts';
import { openDocuments } from '../store/documents.ts';
import type { Account } from './account.ts';
import { rfc3339 } from './clock.ts';
import { accountDefinition, type AccountInput } from './definition.ts';
import { seedNumber } from './hash.ts';
import { putUsers, seedAccount } from './seed.ts';

export interface OpenAccountOptions {
  /** SQLite file; the account lives in memory without one. */
  readonly database?: string;
  readonly definition?: AccountInput;
  readonly now?: () => Date;
}

/** Opens (or makes) an account and fills a new one with what its definition says. */
export async function openAccount(options: OpenAccountOptions = {}): Promise<Account> {
  const definition = accountDefinition.parse(options.definition ?? {});
  const seed = String(definition.seed);
  const clock = startClock(options.now);
  const documents = openDocuments(options.database ?? ':memory:');
  const now = (): string => rfc3339(clock.now());
  const fresh = documents.count('user') === 0;
  const fields = openFields({
    documents,
    seed,
    maxCustom: definition.plan.customFields,
    now,
    standardOptions: (object, code) =>
      code === 'visible_to'
        ? visibilityOf(definition.plan.name)
        : object === 'activity' && code === 'type'
          ? documents
              .list('activityType', { deleted: false })
              .map(({ body }) => ({ id: String(body['key_string']), label: String(body['name']) }))
          : undefined,
  });
  if (fresh)
    documents.atomically(() => {
      seedAccount(documents, definition, seed, now());
      for (const { object, label, type, options: labels, description } of definition.customFields)
        fields.create(object, { name: label, type, options: labels, description });
    });
  else documents.atomically(() => putUsers(documents, definition.users, now()));
  const users = documents.list('user');
  const wanted = definition.runAs;
  const self = users.find(({ body }) =>
    wanted === undefined ? body['active'] === true : body['email'] === wanted,
  );
  if (self === undefined)
    throw new Error(
      wanted === undefined
        ? 'the account definition has no active user'
        : `the account has no user ${wanted}`,
    );
  return {
    definition,
    seed,
    companyId: 1_000_000 + seedNumber(seed, 'company', 9_000_000),
    domain: `local-${seedNumber(seed, 'domain', 1_000_000)}`,
    userId: Number(self.id),
    documents,
    fields,
    search: openSearchIndex(documents, clock, definition.search),
    blobs: await openBlobs(options.database, 'pipedrive'),
    clock,
    limits: openLimits(definition, clock, documents),
  };
}
