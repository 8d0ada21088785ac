import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { long } from '../seeded.ts';
import { temporaryFolder } from '../../support/engine/run.ts';

const script = fileURLToPath(new URL('../../support/engine/live-heap.ts', import.meta.url));
const megabyte = 1_000_000;

describe('what a load keeps in memory', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();

  /** Bytes alive beyond those before the load, at their most, garbage collected. */
  async function live(records: number, ...more: string[]): Promise<number> {
    const flags = ['--expose-gc', '--conditions=migmap-source', '--disable-warning=ExperimentalWarning'];
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...flags,
      script,
      String(records),
      folder(),
      ...more,
    ]);
    const told = JSON.parse(stdout) as { written: number; bytes: number };
    assert.equal(told.written, records);
    return told.bytes;
  }

  if (long)
    it('of a delta does not grow with the volume either', async () => {
      const [few, many] = await Promise.all([live(20_000, 'delta'), live(40_000, 'delta')]);
      assert.ok(few < 45 * megabyte, `20,000 records keep ${few} bytes`);
      assert.ok(many < few * 1.2 + 2 * megabyte, `40,000 records keep ${many} bytes, 20,000 keep ${few}`);
    });

  it('does not grow with the volume, and is not the text that values were cut out of', async () => {
    const volume = long ? 100_000 : 40_000;
    const [few, many] = await Promise.all([live(20_000), live(volume)]);
    assert.ok(few < 45 * megabyte, `20,000 records keep ${few} bytes`);
    assert.ok(many < few * 1.2 + 2 * megabyte, `${volume} records keep ${many} bytes, 20,000 keep ${few}`);
  });
});
