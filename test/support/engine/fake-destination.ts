import { DatabaseSync } from 'node:sqlite';
import type { Capabilities } from '@migmap/engine/connectors/capabilities';
import type {
  Destination,
  DestinationUser,
  WriteBatch,
  WriteContext,
  WriteRecord,
  WriteResult,
} from '@migmap/engine/connectors/destination';
import { ConnectorError, type RecordError } from '@migmap/engine/connectors/errors';
import type { ObjectSchema } from '@migmap/engine/schema/types';
import type { Row, Value } from '@migmap/engine/values';
import { fakeSchema } from './fake-schema.ts';

/** What goes wrong with one request. */
export type Fault =
  | 'answer lost after commit'
  | 'half committed, answer lost'
  | 'dropped before commit'
  | 'permuted'
  | 'result missing'
  | 'result doubled'
  | 'unavailable'
  | 'slow down'
  | 'quota spent'
  | 'bug'
  | 'hangs';

export interface FakeOptions {
  readonly capabilities?: Partial<Capabilities>;
  readonly schema?: readonly ObjectSchema[];
  /** The external id of every object; `Key__c` unless it says otherwise. */
  readonly keyField?: string;
  readonly users?: readonly DestinationUser[];
  /** SQLite file, so that the destination outlives a killed process; otherwise in memory. */
  readonly file?: string;
  readonly fault?: (batch: WriteBatch, request: number) => Fault | undefined;
  /** Refuses a record for a reason of the destination's own. */
  readonly refuse?: (object: string, values: Row) => RecordError | undefined;
  /** Answers with a job handle, as a bulk interface does. */
  readonly jobs?: boolean;
  /** Called for every request after it was done. */
  readonly after?: (batch: WriteBatch, request: number) => void | Promise<void>;
}

export interface FakeDestination extends Destination {
  readonly requests: WriteBatch[];
  all(object: string): { id: string; values: Row }[];
  put(object: string, values: Row): string;
  remove(object: string, id: string): void;
}

export const fakeCapabilities: Capabilities = {
  channels: [
    {
      name: 'single',
      maxRecords: 50,
      maxBytes: 1e6,
      worthFrom: 0,
      atomic: false,
      costPerRequest: 1,
      inFlight: 4,
    },
  ],
  maxInFlight: 4,
  upsert: 'field',
  createdTimes: { mode: 'insert', fields: ['CreatedDate'] },
  createsFields: false,
  createsStages: false,
  createsUsers: false,
  deletes: 'soft',
  mail: true,
  maxFileBytes: 1e6,
  rate: { kind: 'unlimited' },
};

export const fakeUsers: readonly DestinationUser[] = [
  { id: 'U1', email: 'ada@example.org', name: 'Ada', active: true },
  { id: 'U2', email: 'bob@example.org', name: 'Bob', active: true },
  { id: 'U3', email: 'gone@example.org', name: 'Gone', active: false },
  { id: 'U9', email: 'loader@example.org', name: 'Loader', active: true },
];

/** Keeps the contract of a destination strictly: refuses unknown fields, dangling references, doubled keys, over-large batches. */
export function fakeDestination(options: FakeOptions = {}): FakeDestination {
  const db = new DatabaseSync(options.file ?? ':memory:', { timeout: 5000 });
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS records (no INTEGER PRIMARY KEY, object TEXT, key TEXT, vals TEXT);
    CREATE INDEX IF NOT EXISTS by_key ON records (object, key);
    CREATE INDEX IF NOT EXISTS by_object ON records (object);
    CREATE TABLE IF NOT EXISTS jobs (handle INTEGER PRIMARY KEY, answer TEXT)`);
  const insert = db.prepare('INSERT INTO records (object, key, vals) VALUES (?, ?, ?) RETURNING no');
  const update = db.prepare(
    'UPDATE records SET vals = json_patch(vals, ?), key = coalesce(?, key) WHERE no = ?',
  );
  const byKey = db.prepare('SELECT no FROM records WHERE object = ? AND key = ?');
  const byNo = db.prepare('SELECT no, vals FROM records WHERE object = ? AND no = ?');
  const exists = db.prepare('SELECT object FROM records WHERE no = ?');
  const all = db.prepare('SELECT no, vals FROM records WHERE object = ? ORDER BY no');
  const count = db.prepare('SELECT count(*) AS n FROM records WHERE object = ?');
  const remove = db.prepare('DELETE FROM records WHERE object = ? AND no = ?');
  const saveJob = db.prepare('INSERT INTO jobs (answer) VALUES (?) RETURNING handle');
  const setJob = db.prepare('UPDATE jobs SET answer = ? WHERE handle = ?');
  const job = db.prepare('SELECT answer FROM jobs WHERE handle = ?');
  const schema = options.schema ?? fakeSchema;
  const keyField = options.keyField ?? 'Key__c';
  const capabilities = { ...fakeCapabilities, ...options.capabilities };
  const requests: WriteBatch[] = [];
  const made: DestinationUser[] = [];
  const idOf = (object: string, no: number): string => `${object}-${no}`;
  const noOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1));
  let sent = 0;

  const problem = (batch: WriteBatch, record: WriteRecord): RecordError | undefined => {
    const object = schema.find((o) => o.name === batch.object);
    if (object === undefined) return bad('INVALID_TYPE', `no object ${batch.object}`);
    for (const [name, value] of Object.entries(record.values)) {
      const f = object.fields.find((x) => x.name === name);
      if (f === undefined) return bad('INVALID_FIELD', `no field ${name}`, name);
      if (batch.operation === 'insert' ? !f.createable : !f.updateable)
        return bad('INVALID_FIELD_FOR_INSERT_UPDATE', `${name} cannot be written`, name);
      if (f.kind === 'reference' && typeof value === 'string' && !f.references?.includes('User')) {
        const target = exists.get(noOf(value)) as { object: string } | undefined;
        if (
          target === undefined ||
          !f.references?.includes(target.object) ||
          idOf(target.object, noOf(value)) !== value
        )
          return {
            class: 'reference',
            code: 'INVALID_CROSS_REFERENCE_KEY',
            message: `${value} is none`,
            fields: [name],
          };
        if (name === 'ParentId' && record.id === value)
          return bad('CIRCULAR_DEPENDENCY', 'its own parent', name);
      }
      if (typeof value === 'string' && f.length !== undefined && value.length > f.length)
        return bad('STRING_TOO_LONG', `${name} is too long`, name);
    }
    if (record.id === undefined)
      for (const f of object.fields)
        if (f.required && (record.values[f.name] ?? null) === null)
          return bad('REQUIRED_FIELD_MISSING', f.name, f.name);
    return options.refuse?.(batch.object, record.values);
  };

  const writeOne = (batch: WriteBatch, record: WriteRecord): WriteResult => {
    const fail = (error: RecordError): WriteResult => ({ key: record.key, outcome: 'failed', error });
    if (batch.operation === 'delete') {
      const { changes } = remove.run(batch.object, noOf(record.id ?? ''));
      if (changes === 0) return fail(bad('NOT_FOUND', 'gone'));
      return { key: record.key, outcome: 'deleted', id: record.id as string };
    }
    const error = problem(batch, record);
    if (error !== undefined) return fail(error);
    const keyValue = record.values[keyField];
    const key = typeof keyValue === 'string' ? keyValue : null;
    const files = Object.fromEntries(
      Object.entries(record.files ?? {}).map(([n, f]) => [n, `file:${f.name}`]),
    );
    const values = JSON.stringify({ ...record.values, ...files });
    if (batch.operation === 'update') {
      if (byNo.get(batch.object, noOf(record.id ?? '')) === undefined) return fail(bad('NOT_FOUND', 'gone'));
      update.run(values, key, noOf(record.id as string));
      return { key: record.key, outcome: 'updated', id: record.id as string };
    }
    const there = key === null ? undefined : (byKey.get(batch.object, key) as { no: number } | undefined);
    if (there !== undefined && batch.operation === 'upsert') {
      update.run(values, key, there.no);
      return { key: record.key, outcome: 'updated', id: idOf(batch.object, there.no) };
    }
    if (there !== undefined)
      return fail({
        class: 'duplicate',
        code: 'DUPLICATE_VALUE',
        message: `duplicate value found: ${keyField}`,
        fields: [keyField],
        existingId: idOf(batch.object, there.no),
      });
    const { no } = insert.get(batch.object, key, values) as { no: number };
    return { key: record.key, outcome: 'created', id: idOf(batch.object, no) };
  };

  const commit = (batch: WriteBatch, records: readonly WriteRecord[]): WriteResult[] => {
    db.exec('BEGIN IMMEDIATE');
    const results = records.map((r) => writeOne(batch, r));
    const atomic = capabilities.channels.find((c) => c.name === batch.channel)?.atomic ?? false;
    const failed = results.find((r) => r.outcome === 'failed');
    if (atomic && failed !== undefined && failed.outcome === 'failed') {
      db.exec('ROLLBACK');
      throw new ConnectorError(failed.error.class, failed.error.code, failed.error.message);
    }
    db.exec('COMMIT');
    return results;
  };

  const write = async (batch: WriteBatch, context: WriteContext): Promise<readonly WriteResult[]> => {
    const request = sent++;
    requests.push(batch);
    await Promise.resolve();
    const keys = batch.records.map((r) => r.values[keyField] ?? r.key);
    if (new Set(keys).size !== keys.length)
      throw new ConnectorError('schema', 'DOUBLED', 'a key stands twice in a batch');
    const channel = capabilities.channels.find((c) => c.name === batch.channel);
    if (channel === undefined || batch.records.length > channel.maxRecords)
      throw new ConnectorError('tooLarge', 'TOO_LARGE', 'too many records');
    const fault = options.fault?.(batch, request);
    const handle = options.jobs ? (saveJob.get('[]') as { handle: number }).handle : undefined;
    if (handle !== undefined) await context.remember(String(handle));
    switch (fault) {
      case 'unavailable':
        throw new ConnectorError('transient', 'UNAVAILABLE', 'try later');
      case 'slow down':
        throw new ConnectorError('rate', 'TOO_MANY', 'slow down', { retryAfterMs: 5 });
      case 'quota spent':
        throw new ConnectorError('quota', 'LIMIT', 'daily limit');
      case 'dropped before commit':
        throw new ConnectorError('doubt', 'ECONNRESET', 'socket hang up');
      case 'hangs':
        await new Promise((resolve) => context.signal?.addEventListener('abort', resolve, { once: true }));
        throw new ConnectorError('doubt', 'ABORTED', 'given up');
    }
    const half = fault === 'half committed, answer lost' ? batch.records.length >> 1 : batch.records.length;
    const results = commit(batch, batch.records.slice(0, half));
    if (handle !== undefined) setJob.run(JSON.stringify(results), handle);
    await options.after?.(batch, request);
    switch (fault) {
      case 'answer lost after commit':
      case 'half committed, answer lost':
        throw new ConnectorError('doubt', 'ECONNRESET', 'socket hang up');
      case 'bug':
        throw new TypeError('cannot read properties of undefined');
      case 'permuted':
        return results.toReversed();
      case 'result missing':
        return results.slice(1);
      case 'result doubled':
        return [...results, results[0] as WriteResult];
    }
    return results;
  };

  return {
    requests,
    all: (object) =>
      (all.all(object) as { no: number; vals: string }[]).map((r) => ({
        id: idOf(object, r.no),
        values: JSON.parse(r.vals) as Row,
      })),
    put: (object, values) => {
      const { no } = insert.get(
        object,
        (values[keyField] as string | undefined) ?? null,
        JSON.stringify(values),
      ) as {
        no: number;
      };
      return idOf(object, no);
    },
    remove: (object, id) => void remove.run(object, noOf(id)),
    capabilities: async () => capabilities,
    discover: async (o) => ({
      schema: {
        formatVersion: 1,
        system: 'fake',
        connection: 'fake',
        discoveredAt: '2026-01-01T00:00:00Z',
        objects: schema.map((s) => ({
          name: s.name,
          label: s.label,
          fields: s.fields.length,
          createable: true,
        })),
      },
      objects: schema.filter((s) => o?.objects?.includes(s.name) ?? true),
    }),
    users: async () => [...(options.users ?? fakeUsers), ...made],
    createUsers: async (wanted) => {
      for (const { email } of wanted) made.push({ id: `M${made.length + 1}`, email, name: '', active: true });
      return wanted.map(({ email }) => ({ email }));
    },
    me: async () => fakeUsers[3] as DestinationUser,
    write,
    settle: async (_object, handle) =>
      JSON.parse((job.get(Number(handle)) as { answer: string }).answer) as WriteResult[],
    async find(object, fields, rows) {
      const fold = (v: Value | undefined): string => JSON.stringify(v ?? null).toLowerCase();
      const wanted = new Map<string, number[]>();
      for (const [i, row] of rows.entries()) {
        const k = fields.map((f) => fold(row[f])).join();
        wanted.set(k, [...(wanted.get(k) ?? []), i]);
      }
      return (all.all(object) as { no: number; vals: string }[]).flatMap((r) => {
        const values = JSON.parse(r.vals) as Row;
        const id = idOf(object, r.no);
        const hits = wanted.get(fields.map((f) => fold(f === 'Id' ? id : values[f])).join()) ?? [];
        return hits.map((row) => ({ row, record: { id, values } }));
      });
    },
    naturalIdentity: (object) => (object === 'Link' ? ['TaskId', 'ContactId'] : undefined),
    read: async (object, ids) =>
      ids.flatMap((id) => {
        const row = byNo.get(object, noOf(id)) as { no: number; vals: string } | undefined;
        return row === undefined ? [] : [{ id, values: JSON.parse(row.vals) as Row }];
      }),
    count: async (object) => (count.get(object) as { n: number }).n,
    recordUrl: (object, id) => `https://crm.example.org/${object}/${id}`,
    usage: () => ({ requests: sent }),
    close: async () => db.close(),
  };
}

function bad(code: string, message: string, name?: string): RecordError {
  return { class: 'validation', code, message, ...(name === undefined ? {} : { fields: [name] }) };
}
