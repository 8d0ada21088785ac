/** docs/json.md, made from the schemas that the output is typed by. */
import type * as z from 'zod';
import { explanation } from '@migmap/engine/explain/types';
import { manifestReport } from '@migmap/engine/manifest/types';
import { loadPlan } from '@migmap/engine/plan/types';
import { previewReport } from '@migmap/engine/preview/types';
import { runReport } from '@migmap/engine/report/types';
import { rollbackResult } from '@migmap/engine/rollback/types';
import { runEvent } from '@migmap/engine/run/events';
import { signoff } from '@migmap/engine/signoff/types';
import { verification } from '@migmap/engine/verify/types';
import { checkResult } from '../json/check.ts';
import { discoverResult } from '../json/discover.ts';
import { gatesResult } from '../json/gates.ts';
import { ownersResult } from '../json/owners.ts';
import { purgeResult } from '../json/purge.ts';
import { runsResult } from '../json/runs.ts';
import { testResult } from '../json/test.ts';
import { shape } from './shape.ts';

/** Command, what it prints, and the schema of that. */
const outputs: readonly (readonly [string, string, z.ZodType])[] = [
  ['migmap discover --format json', 'One document.', discoverResult],
  ['migmap check FILE --format json', 'One document; exit code 1 when there are errors.', checkResult],
  ['migmap test FILE --format json', 'One document; exit code 1 when a test does not hold.', testResult],
  ['migmap manifest FILE --format json', 'One document.', manifestReport],
  ['migmap plan FILE --format json', 'One document.', loadPlan],
  ['migmap preview FILE --format json', 'One document.', previewReport],
  ['migmap owners FILE --format json', 'One document; exit code 2 while an owner has no user.', ownersResult],
  ['migmap gates FILE --format json', 'One document; exit code 2 while a gate is closed.', gatesResult],
  ['migmap run FILE --format json', 'One event a line, as they happen; the last is `end`.', runEvent],
  ['migmap runs --format json', 'One document.', runsResult],
  [
    'migmap report RUN --format json',
    'The reconciliation report, as `report.json` of the run holds it.',
    runReport,
  ],
  ['migmap explain RUN ID --format json', 'One document.', explanation],
  [
    'migmap verify RUN --format json',
    'One document; exit code 3 when something differs. `verification.json` of the run holds the same.',
    verification,
  ],
  ['migmap signoff RUN --by NAME --format json', 'One document.', signoff],
  [
    'migmap rollback RUN --format json',
    'One document; exit code 3 when records were left, 4 when interrupted.',
    rollbackResult,
  ],
  ['migmap purge --format json', 'One document; exit code 2 without --yes.', purgeResult],
];

export function jsonPage(): string {
  const sections = outputs.map(
    ([command, lead, schema]) => `## \`${command}\`\n\n${lead}\n\n${shape(schema)}`,
  );
  return `# JSON output

Made from the zod schemas by \`npm run docs\`. Fields may be added; those that are there keep their name and meaning while
\`formatVersion\` stays the same. Times are ISO 8601 in UTC, counts are records unless said otherwise.

${sections.join('\n\n')}
`;
}
