import assert from 'node:assert/strict';
import { closeSync, cpSync, existsSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crm } from '../../support/engine/crm.ts';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { long, seeded } from '../seeded.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

const companies = 40;
/** Errors that say what happened and what to do; anything else would be a fault of ours. */
const clear = /JournalDamagedError|DiskError|SchemaFileError|is no lock/;

type Damage = 'cut off' | 'zeroed' | 'garbled';

function damage(file: string, how: Damage, random: () => number): void {
  const { size } = statSync(file);
  const at = Math.floor(random() * size);
  if (how === 'cut off') return truncateSync(file, at);
  const bytes = Buffer.alloc(Math.min(how === 'zeroed' ? 512 : 24, Math.max(1, size - at)));
  if (how === 'garbled') bytes.forEach((_, i) => (bytes[i] = Math.floor(random() * 256)));
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

describe('a file of the state that is torn', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const world = crm(companies);
  const capabilities = { upsert: 'none' } as const;
  let closed: string;
  let crashed: string;

  // One run that was interrupted in order, and one as a power cut leaves it: with its log.
  before(async () => {
    [closed, crashed] = [folder(), folder()];
    const work = folder();
    const interrupted = fakeDestination({
      file: join(closed, 'crm.sqlite'),
      capabilities,
      fault: (_b, n) => (n === 6 ? 'quota spent' : undefined),
    });
    assert.equal((await run(world.mapping, world.source, interrupted, closed)).exitCode, 4);
    await interrupted.close();
    const alive = fakeDestination({
      file: join(work, 'crm.sqlite'),
      capabilities,
      after: (_b, n) => (n === 6 ? cpSync(work, crashed, { recursive: true }) : undefined),
    });
    assert.equal((await run(world.mapping, world.source, alive, work)).exitCode, 0);
    await alive.close();
  });

  const random = seeded(23);
  const files: [string, 'closed' | 'crashed'][] = [
    ['crm/journal.sqlite', 'closed'],
    ['crm/journal.sqlite.seal', 'closed'],
    ['crm/lock.json', 'closed'],
    ['crm/lock.sqlite', 'closed'],
    ['crm/journal.sqlite', 'crashed'],
    ['crm/journal.sqlite-wal', 'crashed'],
    ['crm/journal.sqlite-shm', 'crashed'],
  ];
  for (const [file, when] of files)
    for (const how of ['cut off', 'zeroed', 'garbled'] as const)
      it(`${file} of a ${when} run, ${how}: right in the end or said, and nothing twice`, async () => {
        for (let i = 0; i < (long ? 4 : 1); i++) {
          const work = folder();
          const image = when === 'closed' ? closed : crashed;
          cpSync(image, work, { recursive: true });
          assert.ok(existsSync(join(work, file)), file);
          damage(join(work, file), how, random);
          const destination = fakeDestination({ file: join(work, 'crm.sqlite'), capabilities });
          try {
            const again = () => run(world.mapping, world.source, destination, work, { resume: true });
            const said = await again().then(
              (o) => `ended with ${o.exitCode}`,
              (error: Error) => `${error.name}: ${error.message}`,
            );
            if (said !== 'ended with 0') {
              assert.match(said, clear);
              // As the message says: a copy is put back.
              rmSync(join(work, 'crm'), { recursive: true });
              cpSync(join(image, 'crm'), join(work, 'crm'), { recursive: true });
              assert.equal((await again()).exitCode, 0);
            }
            world.check(destination);
          } finally {
            await destination.close();
          }
        }
      });
});
