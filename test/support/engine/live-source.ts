import type { SourceRecord } from '@migmap/engine/connectors/source';
import type { Row } from '@migmap/engine/values';
import { fakeSource, textOf, type FakeSource } from './fake-source.ts';

/** A source that goes on being written while it is read, and stamps changes by a clock of its own. */
export interface LiveSource extends FakeSource {
  /** Makes or changes a record. */
  save(object: string, row: Row): void;
  remove(object: string, id: string): void;
  /** Lets time pass. */
  tick(ms: number): void;
  /** Objects that were read, `Company` in full and `Company since …` for changes. */
  readonly reads: string[];
  /** Called before each page. */
  onPage?: (object: string, page: number) => void;
}

export interface LiveOptions {
  /** The source's clock, ISO 8601; another time than anybody else's. */
  readonly clock: string;
  /** Records become visible so long after their time. */
  readonly lagMs?: number;
  readonly pageSize?: number;
  readonly fields: Readonly<Record<string, Row>>;
}

interface Stored {
  readonly row: Row;
  readonly at: number;
}

export function liveSource({ clock, lagMs = 0, pageSize = 2, fields }: LiveOptions): LiveSource {
  let now = Date.parse(clock);
  const tables = new Map<string, Map<string, Stored>>(Object.keys(fields).map((o) => [o, new Map()]));
  const deleted: { object: string; id: string; at: number }[] = [];
  const stamp = (ms: number) => new Date(ms).toISOString();
  const table = (object: string) => tables.get(object) as Map<string, Stored>;

  async function* pages(object: string, since: number): AsyncGenerator<readonly SourceRecord[]> {
    const ids = [...table(object).keys()];
    for (let i = 0; i < ids.length; i += pageSize) {
      await Promise.resolve();
      source.onPage?.(object, i / pageSize);
      const rows = ids.slice(i, i + pageSize).flatMap((id) => table(object).get(id) ?? []);
      yield rows
        .filter((s) => s.at >= since && s.at + lagMs <= now)
        .map((s) => ({
          id: textOf(s.row['id']),
          values: s.row,
          at: `${object}/${textOf(s.row['id'])}`,
          modifiedAt: stamp(s.at),
        }));
    }
  }

  const source: LiveSource = {
    ...fakeSource(Object.fromEntries(Object.entries(fields).map(([o, row]) => [o, [row]]))),
    reads: [],
    save: (object, row) => void table(object).set(textOf(row['id']), { row, at: now }),
    remove(object, id) {
      table(object).delete(id);
      deleted.push({ object, id, at: now });
    },
    tick: (ms) => void (now += ms),
    read(object) {
      source.reads.push(object);
      return pages(object, 0);
    },
    changes: {
      now: async () => stamp(now),
      read(object, since) {
        source.reads.push(`${object} since ${since}`);
        return pages(object, Date.parse(since));
      },
      async *deleted(object, since) {
        yield deleted.filter((d) => d.object === object && d.at >= Date.parse(since)).map((d) => d.id);
      },
    },
  };
  return source;
}
