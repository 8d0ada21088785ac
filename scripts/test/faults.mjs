// `npm run test:faults`: every fault at every request of every road, and every kill. `npm test` runs a few of them.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('mocha', ['--config', 'scripts/test/long-faults.mocharc.json'], {
  env: { ...process.env, MIGMAP_FAULTS: 'long' },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
