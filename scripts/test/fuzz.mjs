// `npm run test:fuzz`: random edits by the thousand and completion at every offset. `npm test` tries a few of them.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('mocha', ['--config', 'scripts/test/long-fuzz.mocharc.json'], {
  env: { FUZZ_EDITS: '500', MIGMAP_EDITS: '500', COMPLETION_STEP: '1', ...process.env },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
