import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { RecordError } from '../../errors.ts';
import { bulkError } from '../errors.ts';
import type { Rest } from '../rest.ts';

/** A row of a job's results, with the cells that we sent in the columns asked for. */
export type BulkRow =
  | { readonly cells: readonly string[]; readonly id: string; readonly created: boolean }
  | { readonly cells: readonly string[]; readonly error: RecordError };

type Kind = 'successfulResults' | 'failedResults' | 'unprocessedrecords';

/** Everything that became of a job's rows; `unprocessed` is what rows get that the job never came to. */
export async function bulkRows(
  rest: Rest,
  job: string,
  columns: readonly string[],
  unprocessed: RecordError,
  signal?: AbortSignal,
): Promise<BulkRow[]> {
  const [done, refused, left] = await Promise.all(
    (['successfulResults', 'failedResults', 'unprocessedrecords'] as const).map((kind) =>
      rest.stream({ method: 'GET', path: `/jobs/ingest/${job}/${kind}`, repeat: 'safe', signal }, (body) =>
        rows(body, kind, columns, unprocessed),
      ),
    ),
  );
  return [...(done ?? []), ...(refused ?? []), ...(left ?? [])];
}

async function rows(
  body: Readable,
  kind: Kind,
  columns: readonly string[],
  unprocessed: RecordError,
): Promise<BulkRow[]> {
  const out: BulkRow[] = [];
  const parser = body.pipe(parse({ bom: true, relax_column_count: false }));
  // A pipe does not hand on the failure of its source.
  body.on('error', (error) => parser.destroy(error));
  let places: readonly number[] | undefined;
  let head: readonly string[] = [];
  for await (const row of parser as AsyncIterable<string[]>) {
    if (!places) {
      head = row.map((c) => c.toLowerCase());
      places = columns.map((c) => head.indexOf(c.toLowerCase()));
      continue;
    }
    const cells = places.map((p) => row[p] ?? '');
    const at = (name: string) => row[head.indexOf(name)] ?? '';
    if (kind === 'successfulResults') {
      out.push({ cells, id: at('sf__id'), created: at('sf__created').toLowerCase() === 'true' });
    } else {
      out.push({ cells, error: kind === 'failedResults' ? bulkError(at('sf__error')) : unprocessed });
    }
  }
  return out;
}
