import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, replaceFile } from '../disk/replace.ts';
import { parseJsonFile } from '../schema/files.ts';
import type { Signoff } from '../signoff/types.ts';
import type { Verification } from '../verify/types.ts';
import { reportHtml } from './html.ts';
import { runReport, type RunReport } from './types.ts';

const names = { json: 'report.json', html: 'report.html' } as const;

/** Writes the report of a run as data and as a page. */
export async function keepReport(
  directory: string,
  report: RunReport,
): Promise<{ json: string; html: string }> {
  const written = { json: join(directory, names.json), html: join(directory, names.html) };
  await replaceFile(written.html, reportHtml(report), 0o600);
  await replaceFile(written.json, JSON.stringify(report, null, 2), 0o600);
  return written;
}

/** What was found when the run was read back stands in its report from then on; an earlier sign-off no longer counts. */
export async function reportVerified(directory: string, told: Verification): Promise<void> {
  await changeReport(directory, ({ signoff: _signoff, ...report }) => ({
    ...report,
    verification: {
      at: told.at,
      compared: told.maps.reduce((sum, m) => sum + m.checked, 0),
      sample: told.sample?.records ?? null,
      differing: told.maps.flatMap((m) => m.lines).reduce((sum, l) => sum + l.mismatches, 0),
      clean: told.clean,
      problems: [...told.problems],
    },
  }));
}

/** Who signed, in the signature block. */
export async function reportSigned(directory: string, { by, at, accepted }: Signoff): Promise<void> {
  await changeReport(directory, (report) => ({
    ...report,
    signoff: { by, at, ...(accepted && { accepted }) },
  }));
}

async function changeReport(directory: string, change: (report: RunReport) => RunReport): Promise<void> {
  const file = join(directory, names.json);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text !== undefined) await keepReport(directory, change(parseJsonFile(file, text, runReport)));
}
