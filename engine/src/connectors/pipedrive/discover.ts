import type { DestinationDiscovery } from '../destination.ts';
import type { Account } from './account.ts';
import { objectSchema } from './model.ts';
import { apiObjects } from './objects.ts';
import { pipelinesOf } from './stages.ts';
import { readUsers } from './users.ts';

export interface DiscoverOptions {
  readonly connection: string;
  readonly objects?: readonly string[];
  readonly signal?: AbortSignal;
}

export async function discover(account: Account, options: DiscoverOptions): Promise<DestinationDiscovery> {
  const { model, rest, budget } = account;
  const asked = [...apiObjects.values()].filter((o) => options.objects?.includes(o.name) ?? true);
  const objects = [];
  for (const object of asked) {
    options.signal?.throwIfAborted();
    objects.push(objectSchema(object, await model.fields(object.name)));
  }
  const [stages, users, me] = await Promise.all([model.stages(), readUsers(rest), account.me()]);
  const byName = new Map(objects.map((o) => [o.name, o]));
  const left = budget.left();
  const max = await account.tokensPerDay();
  return {
    schema: {
      formatVersion: 1,
      system: 'pipedrive',
      connection: options.connection,
      discoveredAt: new Date().toISOString(),
      about: me.about,
      objects: [...apiObjects.values()].map((o) => ({
        name: o.name,
        label: o.label,
        fields: byName.get(o.name)?.fields.length ?? 0,
        createable: o.writable,
      })),
      pipelines: pipelinesOf(stages),
      users: users.filter((u) => u.active).length,
      limits: {
        DailyTokens: { max, ...(left === undefined ? {} : { remaining: left }) },
        BurstRequests: { max: budget.burst() },
      },
    },
    objects,
  };
}
