import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { delimiters, lineEndings, type Job } from './job.ts';

/** The upload is not a CSV of the shape that the job was declared with. */
export class BadUpload extends Error {}

/** The lines of an upload, header first, in lists of at most `size`. */
export async function* uploadRows(file: string, job: Job, size: number): AsyncGenerator<string[][]> {
  const parser = parse({
    bom: true,
    delimiter: delimiters[job.delimiter] ?? ',',
    record_delimiter: lineEndings[job.lineEnding] ?? '\n',
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  source.pipe(parser);
  let list: string[][] = [];
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      list.push(row);
      if (list.length >= size) {
        yield list;
        list = [];
      }
    }
  } catch (error) {
    throw new BadUpload(`InvalidBatch : ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (list.length > 0) yield list;
}
