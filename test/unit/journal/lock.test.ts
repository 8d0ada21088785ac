import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockJournal } from '@migmap/engine/journal/journal';

/** Tries the lock, says how that ended, and keeps it until its input ends. */
const contender = `import { lockJournal } from '@migmap/engine/journal/journal';
try { lockJournal(process.argv[1]); console.log('mine'); } catch (error) { console.log(error.name); }
process.stdin.resume();`;

describe('the lock of a journal', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'migmap-lock-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = () =>
    spawn(
      process.execPath,
      [
        '--conditions=migmap-source',
        '--disable-warning=ExperimentalWarning',
        '--input-type=module',
        '-e',
        contender,
        folder,
      ],
      { cwd: join(import.meta.dirname, '../../..'), stdio: ['pipe', 'pipe', 'inherit'] },
    );

  it('goes to one of many processes that want it at once, and to the next when that one is killed', async () => {
    const all = Array.from({ length: 5 }, start);
    const ends = all.map((child) => once(child, 'exit'));
    try {
      const said = await Promise.all(
        all.map(async (child) => String((await once(child.stdout, 'data'))[0]).trim()),
      );
      assert.deepEqual(said.toSorted(), [
        'JournalBusyError',
        'JournalBusyError',
        'JournalBusyError',
        'JournalBusyError',
        'mine',
      ]);
      const holder = all[said.indexOf('mine')]!;
      assert.throws(
        () => lockJournal(folder),
        new RegExp(`Another run .*process ${holder.pid}, since .*Wait`),
      );
      holder.kill('SIGKILL');
      await ends[all.indexOf(holder)];
      lockJournal(folder)();
    } finally {
      for (const child of all) child.stdin.end();
      await Promise.all(ends);
    }
  });

  for (const [what, note] of [
    ['a live process that has nothing to do with it', JSON.stringify({ pid: 1, since: '2020-01-01' })],
    ['this very process', JSON.stringify({ pid: process.pid, since: '2020-01-01' })],
    ['nothing, cut off', '{"pid":'],
  ] as const)
    it(`is free although its note names ${what}`, () => {
      writeFileSync(join(folder, 'lock.json'), note);
      lockJournal(folder)();
    });

  it('is refused with a cut-off note, too', () => {
    const release = lockJournal(folder);
    writeFileSync(join(folder, 'lock.json'), '{"pid":');
    assert.throws(() => lockJournal(folder), /Another run is writing to this destination\. Wait/);
    release();
  });

  it('that is no lock is neither taken nor called busy', () => {
    writeFileSync(join(folder, 'lock.sqlite'), 'garbage '.repeat(512));
    assert.throws(() => lockJournal(folder), /lock\.sqlite is no lock: .* Delete it/);
  });
});
