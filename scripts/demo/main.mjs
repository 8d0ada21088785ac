// `npm run demo`: a whole migration in about a minute, on this machine alone; `npm run demo -- pipedrive` takes another
// destination. Every step is a command that you could type; it is shown before it runs. Ends with 0 when the numbers balance.
import { cpSync, globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provision } from './provision.mjs';
import { heading, say } from './say.mjs';
import { migmap, script } from './steps.mjs';
import { verdict } from './verdict.mjs';

const destinations = {
  salesforce: { label: 'Salesforce', prepared: 'org.json' },
  pipedrive: { label: 'Pipedrive', prepared: 'account.json' },
};
const [chosen = 'salesforce'] = process.argv.slice(2);
if (!Object.hasOwn(destinations, chosen)) {
  console.error(`There is a demo of ${Object.keys(destinations).join(' and of ')}, none of ${chosen}.`);
  process.exit(1);
}
const { label, prepared } = destinations[chosen];
const folder = mkdtempSync(join(tmpdir(), 'migmap-demo-'));
const example = `examples/smartdesk-to-${chosen}`;
for (const file of globSync('*.{migmap,json,md}', { cwd: example }))
  cpSync(join(example, file), join(folder, file));
const step = migmap(folder);
/** Of a run's output, the totals and whether they balance. */
const summary = /^ +Phase |^ +total |balances/;

heading(
  '1. An export',
  'A made-up company leaves SmartDesk: companies, contacts, deals, activities, files; messy as real ones are.',
);
const manifest = await script('emulators/src/smartdesk/main.ts', [
  '--seed',
  '7',
  '--scale',
  '1',
  '--out',
  join(folder, 'export'),
]);
const records = Object.values(manifest.records).reduce((a, b) => a + b, 0);
const mess = Object.values(manifest.mess).reduce((a, b) => a + b, 0);
say(
  `${records.toLocaleString('en-US')} records in ${Object.keys(manifest.records).length} files, ${manifest.attachmentFiles} attachments, and ${mess.toLocaleString('en-US')} planted troubles of ${Object.keys(manifest.mess).length} kinds.`,
);

heading(
  '2. Discover',
  `What the export holds, and what the destination looks like. The destination is an emulated ${label} on this machine.`,
);
await step(['discover'], [0]);

heading('3. Check', 'The mapping against both schemas and the data, before anything moves.');
await step(['check', 'main.migmap'], [0], { lines: 14 });

heading(
  '4. Custom fields',
  'What the destination needs before the load, put in place through its own interface.',
);
await step(['manifest', 'main.migmap', '--create'], [0], { lines: 16 });

heading('5. Owners', 'Who owns what, and who has no user over there.');
await step(['owners', 'main.migmap'], [0, 2], { lines: 16 });

heading(
  '6. Plan and preview',
  'The order of the load and its cost; then a few records, source beside destination. Nothing is written.',
);
await step(['plan', 'main.migmap'], [0], { lines: 34 });
await step(['preview', 'main.migmap', '--object', 'Contact', '--sample', '2'], [0], { lines: 40 });

heading('7. The gate', 'An owner without a user closes it: nothing is loaded until somebody decides.');
await step(['run', 'main.migmap'], [2], { lines: 16 });

heading('8. The load', 'The decision here: load the rest, and hold the records of those owners.');
await step(['run', 'main.migmap', '--hold-unmatched'], [0, 3]);

heading(
  '9. The users',
  'The admin provisions the users who were missing. What waited for them is loaded, and linked to what stands there.',
);
const queue = JSON.parse(await step(['owners', 'main.migmap', '--format', 'json'], [0, 2], { quiet: true }));
say(`${provision(join(folder, prepared), queue.owners)} users can now own records.`);
await step(['run', 'main.migmap', '--hold-unmatched'], [0, 3], { only: summary });

heading('10. Once more', 'A run over everything finds it in place: it makes no record twice.');
await step(['run', 'main.migmap', '--hold-unmatched'], [0, 3], { only: summary });

heading('11. What came of it', '');
const reports = JSON.parse(await step(['runs', '--format', 'json'], [0], { quiet: true })).runs;
const loads = reports.filter((run) => run.report && run.state !== 'gate-closed');
const ok = verdict(loads.map((run) => JSON.parse(readFileSync(run.report.json, 'utf8'))));
say(`The reports, for a browser:\n${loads.map((run) => `  ${run.report.html}`).join('\n')}`);
say(`Everything of this demo lies in ${folder}.`);
process.exit(ok ? 0 : 1);
