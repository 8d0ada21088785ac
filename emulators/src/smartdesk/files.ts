/** The export as files: a path and its content in chunks, made while it is written. */
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import type { Tally } from './mess.ts';
import type { CsvTable, JsonTable, Table } from './table.ts';
import * as activities from './tables/activities.ts';
import { attachmentAt, attachmentBytes, attachments } from './tables/attachments.ts';
import * as marketing from './tables/marketing.ts';
import * as organisation from './tables/organisation.ts';
import * as people from './tables/people.ts';
import * as sales from './tables/sales.ts';
import * as service from './tables/service.ts';
import type { ObjectName, World } from './world.ts';

export interface ExportFile {
  readonly path: string;
  content(): Iterable<Buffer>;
}

const tables: readonly Table[] = [
  ...[organisation, people, sales, activities, marketing, service].flatMap((area) =>
    Object.values<Table>(area),
  ),
  attachments,
];
const rowsPerChunk = 500;

/** Content is made anew, and the tally added to, each time `content` is called. */
export function* exportFiles(world: World, tally: Tally, only?: readonly ObjectName[]): Iterable<ExportFile> {
  for (const table of tables) {
    if (only && !only.includes(table.object)) continue;
    yield {
      path: table.path,
      content: () => ('headings' in table ? csv(table, world, tally) : json(table, world, tally)),
    };
  }
  if (only && !only.includes('Attachment')) return;
  for (let i = 0; i < world.count('Attachment'); i++) {
    const file = attachmentAt(world, i);
    if (!file.missing) yield { path: file.path, content: () => [attachmentBytes(world, i)] };
  }
}

function* csv(table: CsvTable, world: World, tally: Tally): Iterable<Buffer> {
  const encoding = table.encoding ?? 'utf-8';
  if (encoding === 'utf-8-bom') tally.add(['byteOrderMarks']);
  tally.add(table.mess ?? []);
  if (encoding === 'utf-8-bom') yield Buffer.from([0xef, 0xbb, 0xbf]);
  const encode = (rows: readonly (readonly unknown[])[]): Buffer =>
    iconv.encode(
      stringify(rows as unknown[][], {
        delimiter: table.delimiter ?? ',',
        record_delimiter: '\r\n',
        quoted_match: /[\r\n]/,
      }),
      encoding === 'windows-1252' ? encoding : 'utf-8',
    );
  yield encode([table.headings]);
  for (const indexes of chunks(world.count(table.object)))
    yield encode(indexes.map((i) => table.row(world, i, tally)));
}

function* json(table: JsonTable, world: World, tally: Tally): Iterable<Buffer> {
  const [open, between, close] = table.lines ? ['', '\n', '\n'] : ['[\n  ', ',\n  ', '\n]\n'];
  let before = open;
  for (const indexes of chunks(world.count(table.object))) {
    const texts = indexes.map((i) => JSON.stringify(table.row(world, i, tally)));
    yield Buffer.from(before + texts.join(between));
    before = between;
  }
  yield Buffer.from(close);
}

function* chunks(count: number): Iterable<readonly number[]> {
  for (let start = 0; start < count; start += rowsPerChunk)
    yield Array.from({ length: Math.min(rowsPerChunk, count - start) }, (_, i) => start + i);
}
