import { callbackify } from 'node:util';
import type { Connection } from 'jsforce';
import type { SessionKeeper } from './auth/session.ts';
import type { Day } from './day.ts';
import type { Describe, DescribeGlobal } from './describe/raw.ts';
import { readError } from './errors.ts';
import { loadJsforce } from './jsforce.ts';

export type SoqlRecord = Readonly<Record<string, unknown>>;

/** Reads, through jsforce: it repeats them, pages them and renews the session. */
export interface Reader {
  query(
    soql: string,
    options?: { readonly archived?: boolean; readonly tooling?: boolean },
  ): Promise<SoqlRecord[]>;
  /** `SELECT COUNT() …` */
  count(soql: string, options?: { readonly archived?: boolean }): Promise<number>;
  global(): Promise<DescribeGlobal>;
  /** Kept for the life of the connection, or until it is forgotten. */
  describe(object: string): Promise<Describe>;
  /** Its fields have changed: the next `describe` asks anew. */
  forget(object: string): void;
  get(path: string): Promise<unknown>;
  sent(): number;
}

export async function createReader(sessions: SessionKeeper, version: string, day: Day): Promise<Reader> {
  const { Connection } = await loadJsforce();
  const session = await sessions.current();
  const connection: Connection = new Connection({
    instanceUrl: session.instanceUrl,
    accessToken: session.accessToken,
    version,
    callOptions: { client: 'migmap' },
    refreshFn: callbackify(async (stale: Connection) => {
      const fresh = await sessions.renew(stale.accessToken ?? '');
      stale.instanceUrl = fresh.instanceUrl;
      return fresh.accessToken;
    }),
  });
  let sent = 0;
  const describes = new Map<string, Promise<Describe>>();

  async function read<T>(what: string, work: (c: Connection) => PromiseLike<T>): Promise<T> {
    return day.limiter.run(async () => {
      sent++;
      connection.accessToken = (await sessions.current()).accessToken;
      try {
        const value = await work(connection);
        // After a failure it is still what an earlier answer told.
        day.heard(connection.limitInfo.apiUsage);
        return value;
      } catch (error) {
        throw readError(error, what);
      }
    });
  }

  return {
    async query(soql, options = {}) {
      const what = 'Query';
      const scanAll = options.archived === true;
      const first = await read(what, (c) =>
        options.tooling === true ? c.tooling.query(soql) : c.query(soql, { scanAll }),
      );
      const records: SoqlRecord[] = [...(first.records as SoqlRecord[])];
      for (let next = first.nextRecordsUrl; next !== undefined;) {
        const locator = next;
        const page = await read(what, (c) => c.queryMore(locator));
        records.push(...(page.records as SoqlRecord[]));
        next = page.nextRecordsUrl;
      }
      return records;
    },
    async count(soql, options = {}) {
      const answer = await read('Count', (c) => c.query(soql, { scanAll: options.archived === true }));
      return answer.totalSize;
    },
    global: () => read('Describe', (c): PromiseLike<DescribeGlobal> => c.describeGlobal()),
    describe(object) {
      const known = describes.get(object);
      if (known) return known;
      const asked = read(`Describe of ${object}`, (c) => c.describe(object)) as unknown as Promise<Describe>;
      describes.set(object, asked);
      asked.catch(() => describes.delete(object));
      return asked;
    },
    forget: (object) => void describes.delete(object),
    get: (path) => read(`GET ${path}`, (c) => c.requestGet(path)),
    sent: () => sent,
  };
}
