import { appendFileSync, existsSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { Org } from '../org/org.ts';
import { delimiters, lineEndings, type Job } from './job.ts';

export type ResultKind = 'successful' | 'failed';

export const resultFile = (org: Org, job: Pick<Job, 'id'>, kind: ResultKind): string =>
  org.blobs.path(`${job.id}.${kind}.csv`);

const leading: Readonly<Record<ResultKind, readonly string[]>> = {
  successful: ['sf__Id', 'sf__Created'],
  failed: ['sf__Id', 'sf__Error'],
};

const print = (job: Job, rows: readonly (readonly string[])[]): string =>
  stringify(rows as string[][], {
    delimiter: delimiters[job.delimiter] ?? ',',
    record_delimiter: lineEndings[job.lineEnding] ?? '\n',
    quoted: true,
    quoted_empty: true,
  });

/** Result files as far as the rows done go; what a killed process wrote beyond is cut off. */
export function startResults(org: Org, job: Job, header: readonly string[]): void {
  const kept = { successful: job.successBytes, failed: job.failedBytes };
  for (const kind of ['successful', 'failed'] as const) {
    const file = resultFile(org, job, kind);
    if (kept[kind] > 0 && existsSync(file)) truncateSync(file, kept[kind]);
    else writeFileSync(file, print(job, [[...leading[kind], ...header]]));
  }
}

/** Appends rows to a result file and answers how long it is now. */
export function appendResults(
  org: Org,
  job: Job,
  kind: ResultKind,
  rows: readonly (readonly string[])[],
): number {
  const file = resultFile(org, job, kind);
  if (rows.length > 0) appendFileSync(file, print(job, rows));
  return statSync(file).size;
}

/** A result file as an answer; its header alone while there is none. */
export function openResults(org: Org, job: Job, kind: ResultKind): Readable {
  const file = resultFile(org, job, kind);
  if (existsSync(file)) return createReadStream(file);
  return new PassThrough().end(print(job, [[...leading[kind]]]));
}

export async function readStart(file: string, bytes: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

export const printRows = print;
