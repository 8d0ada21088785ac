/** What jobs of both kinds have in common: the words of their requests, looking at one, listing all. */
import * as z from 'zod';
import { delimiters, findJob, insertJob, jobInfo, lineEndings, listJobs, type Job } from '../bulk/job.ts';
import { json, type Exchange, type Route } from '../http/types.ts';
import { instant } from '../org/org.ts';

export const csvForm = {
  contentType: z.literal('CSV').default('CSV'),
  lineEnding: z.enum(Object.keys(lineEndings) as [string]).default('LF'),
  columnDelimiter: z.enum(Object.keys(delimiters) as [string]).default('COMMA'),
};

export function openJob(
  exchange: Exchange,
  asked: { readonly lineEnding: string; readonly columnDelimiter: string },
  job: Pick<Job, 'id' | 'kind' | 'object' | 'operation' | 'state'> & Partial<Job>,
): Job {
  const { org, base, session } = exchange;
  insertJob(org, {
    ...job,
    lineEnding: asked.lineEnding,
    delimiter: asked.columnDelimiter,
    apiVersion: base.replace(/^.*\/v/, ''),
    createdBy: session.userId,
    createdAt: instant(org),
  });
  return findJob(org, job.kind, job.id);
}

/** The job that the path names. */
export const jobOf = (exchange: Exchange, kind: Job['kind']): Job =>
  findJob(exchange.org, kind, exchange.params['job'] ?? '');

export const jobRoutes = (kind: Job['kind']): readonly Route[] => [
  {
    method: 'GET',
    path: `~/jobs/${kind}`,
    handle: ({ org }) =>
      json(200, {
        done: true,
        nextRecordsUrl: null,
        records: listJobs(org, kind).map((job) => jobInfo(job, true)),
      }),
  },
  {
    method: 'GET',
    path: `~/jobs/${kind}/:job`,
    handle: (exchange) => json(200, jobInfo(jobOf(exchange, kind), true)),
  },
];
