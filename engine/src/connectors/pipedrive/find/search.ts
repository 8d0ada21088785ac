import type { Row } from '../../../values.ts';
import type { Account } from '../account.ts';
import type { ApiField } from '../fields/field.ts';
import { textOf } from '../fields/wire.ts';
import type { ApiObject } from '../objects.ts';
import { listed, type Raw } from '../pages.ts';
import { rawRecords } from '../read.ts';

/** What the search index knows of records whose field is one of the rows' values. It lags behind. */
export async function searched(
  { rest }: Account,
  object: ApiObject,
  field: ApiField,
  rows: readonly Row[],
): Promise<Raw[]> {
  const terms = new Set(
    rows.map((row) => textOf(row[field.schema.name] ?? '')).filter((term) => term !== ''),
  );
  const answers = await Promise.all(
    [...terms].map((term) =>
      listed(
        rest,
        { version: 'v2', path: '/itemSearch/field', page: 100 },
        { term, entity_type: object.searchedAs, match: 'exact', field: field.schema.name },
      ),
    ),
  );
  const ids = answers.flat().map((hit) => {
    const item = (hit['item'] ?? hit) as Raw;
    return String(item['id']);
  });
  // The index may also know a record as it was; the record itself says what it is.
  return rawRecords(rest, object, [...new Set(ids)]);
}
