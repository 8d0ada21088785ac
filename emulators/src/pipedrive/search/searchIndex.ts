import type { Clock } from '../../faults/clock.ts';
import type { Documents, Id } from '../store/documents.ts';

export interface SearchedText {
  /** Member of the record, or hash key. */
  readonly field: string;
  readonly text: string;
}

export interface Hit {
  readonly id: Id;
  readonly field: string;
}

/** What search knows; it learns of a write some time after it. */
export interface SearchIndex {
  /** Replaces what is known of a record; no texts for one that is gone. */
  readonly put: (kind: string, id: Id, texts: readonly SearchedText[]) => void;
  /** A custom field is gone, and its values with it. */
  readonly forget: (field: string) => void;
  /** One more request was answered. */
  readonly tick: () => void;
  /** Exact matches tell upper from lower case; others do not. */
  readonly find: (query: {
    readonly kind: string;
    readonly term: string;
    readonly match: 'exact' | 'exactAnyCase' | 'beginning' | 'middle';
    /** All of them when absent. */
    readonly fields?: readonly string[];
    readonly custom?: boolean;
  }) => readonly Hit[];
}

const visible = `from_ms <= :now AND from_tick <= :tick
  AND (until_ms IS NULL OR until_ms > :now OR until_tick > :tick)`;

export function openSearchIndex(
  documents: Documents,
  clock: Clock,
  { delayMs, delayRequests }: { readonly delayMs: number; readonly delayRequests: number },
): SearchIndex {
  documents.db.exec(
    `CREATE TABLE IF NOT EXISTS _search (kind TEXT, id, field TEXT, text TEXT, folded TEXT,
       from_ms INTEGER, from_tick INTEGER, until_ms INTEGER, until_tick INTEGER);
     CREATE INDEX IF NOT EXISTS _search_text ON _search (kind, text);
     CREATE INDEX IF NOT EXISTS _search_record ON _search (kind, id);
     UPDATE _search SET from_tick = 0, until_tick = CASE WHEN until_ms IS NULL THEN NULL ELSE 0 END;`,
  );
  const late = delayMs > 0 || delayRequests > 0;
  let answered = 0;

  const put: SearchIndex['put'] = (kind, id, texts) => {
    // The request that writes counts itself when it is answered.
    const at = { ms: clock.now() + delayMs, tick: delayRequests === 0 ? 0 : answered + 1 + delayRequests };
    if (late)
      documents
        .statement(
          'UPDATE _search SET until_ms = ?, until_tick = ? WHERE kind = ? AND id = ? AND until_ms IS NULL',
        )
        .run(at.ms, at.tick, kind, id);
    else documents.statement('DELETE FROM _search WHERE kind = ? AND id = ?').run(kind, id);
    for (const { field, text } of texts)
      documents
        .statement('INSERT INTO _search VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)')
        .run(kind, id, field, text, text.toLowerCase(), at.ms, at.tick);
  };
  const condition = {
    exact: 'text = :term',
    exactAnyCase: 'folded = :folded',
    beginning: 'instr(folded, :folded) = 1',
    middle: 'instr(folded, :folded) > 0',
  } as const;
  return {
    put,
    forget: (field) => void documents.statement('DELETE FROM _search WHERE field = ?').run(field),
    tick: () => {
      answered++;
    },
    find: ({ kind, term, match, fields, custom }) => {
      const rows = documents
        .statement(
          `SELECT id, field FROM _search WHERE kind = :kind AND ${condition[match]} AND ${visible} ORDER BY rowid`,
        )
        .all({
          kind,
          now: clock.now(),
          tick: answered,
          ...(match === 'exact' ? { term } : { folded: term.toLowerCase() }),
        });
      return rows
        .map((row) => ({ id: row['id'] as Id, field: String(row['field']) }))
        .filter(
          ({ field }) =>
            fields === undefined ||
            fields.includes(field) ||
            (custom === true && /^[0-9a-f]{40}$/.test(field)),
        );
    },
  };
}
