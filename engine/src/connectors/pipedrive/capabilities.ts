import type { Capabilities } from '../capabilities.ts';
import type { Account } from './account.ts';
import { apiObjects, pageCost, writeCost } from './objects.ts';

const maxRequestBytes = 10_000_000;

/** One record a call. What the day still gives is read from the answer to the question who asks. */
export async function readCapabilities(account: Account): Promise<Capabilities> {
  const { budget, options } = account;
  const me = await account.me();
  const perDay = await account.tokensPerDay();
  const writable = [...apiObjects.values()].filter((o) => o.writable);
  return {
    channels: [
      {
        name: 'single',
        maxRecords: 1,
        maxBytes: maxRequestBytes,
        worthFrom: 0,
        atomic: false,
        costPerRequest: writeCost.v2,
        costs: Object.fromEntries(writable.map((o) => [o.name, writeCost[o.version]])),
        inFlight: options.requestsInFlight,
      },
    ],
    maxInFlight: options.requestsInFlight,
    upsert: 'none',
    createdTimes: { mode: 'insert', objects: ['Organization', 'Person', 'Note'], fields: ['add_time'] },
    ...(me.admin
      ? {}
      : {
          cautions: [
            `${me.email} is no administrator in Pipedrive: records that visibility groups hide from this user are neither matched nor counted nor read back, and notes are written in this user's name. Load with an administrator's token.`,
          ],
        }),
    createsFields: true,
    addsOptions: true,
    createsStages: true,
    createsUsers: true,
    deletes: 'soft',
    changedAt: ['update_time'],
    // The sum of the products.
    reckoned: [{ object: 'Deal', field: 'value', from: 'DealProduct' }],
    mail: false,
    maxFileBytes: options.maxFileMb * 1024 * 1024,
    rate: {
      kind: 'tokens',
      perDay,
      remaining: budget.left() ?? perDay,
      burst: { requests: budget.burst(), seconds: 2 },
    },
    // A match is answered from a list of the whole object, read once.
    lookUp: { records: 500, cost: pageCost },
  };
}
