import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import yauzl from 'yauzl';
import { generateExport } from '@migmap/emulators/smartdesk/generate';

async function hashes(dir: string): Promise<Record<string, string>> {
  const names = (await readdir(dir, { recursive: true })).toSorted();
  const out: Record<string, string> = {};
  for (const name of names)
    if ((await stat(join(dir, name))).isFile())
      out[name] = createHash('sha1')
        .update(await readFile(join(dir, name)))
        .digest('hex');
  return out;
}

describe('export generator', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'migmap-export-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('writes the same bytes for the same seed and others for another', async () => {
    for (const [name, seed] of [
      ['a', 7],
      ['b', 7],
      ['c', 8],
    ] as const)
      await generateExport({ seed, scale: 0.05, out: join(dir, name) });
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => hashes(join(dir, name))));
    assert.deepEqual(a, b);
    assert.notEqual(a?.['contacts.csv'], c?.['contacts.csv']);
  });

  for (const scale of [0.001, 0.2])
    it(`has every kind of mess at scale ${scale}`, async () => {
      const manifest = await generateExport({ seed: 3, scale, out: join(dir, 'x') });
      const absent = Object.entries(manifest.mess).filter(([, count]) => count === 0);
      assert.deepEqual(absent, []);
    });

  it('has the headings that the documentation promises', async () => {
    await generateExport({ seed: 3, scale: 0.01, out: join(dir, 'x') });
    const doc = await readFile(new URL('../../../docs/smartdesk-export.md', import.meta.url), 'utf8');
    const promised = [...doc.matchAll(/^\| `(\w+\.csv)` \| \w+ \| (.*) \|$/gm)];
    assert.ok(promised.length > 10);
    for (const [, file = '', headings = ''] of promised) {
      const want = headings.replace(/ \([^)]*\)/g, '').split(', ');
      const [line = ''] = (await readFile(join(dir, 'x', file), 'utf8')).replace(/^\uFEFF/, '').split('\r\n');
      const got = line.split(/[,;]/).filter((heading, i, all) => all.indexOf(heading) === i);
      assert.deepEqual(got, want, file);
    }
  });

  it('lists as many attachments as there are files and missing ones', async () => {
    const manifest = await generateExport({ seed: 3, scale: 0.2, out: join(dir, 'x') });
    const files = await readdir(join(dir, 'x', 'attachments'));
    assert.equal(files.length, manifest.attachmentFiles);
    assert.equal(files.length + manifest.mess.missingAttachmentFiles, manifest.records.Attachment);
  });

  it('puts the same files into a .zip', async () => {
    const [folder, archive] = [join(dir, 'x'), join(dir, 'x.zip')];
    const plain = await generateExport({ seed: 3, scale: 0.01, out: folder });
    const zipped = await generateExport({ seed: 3, scale: 0.01, out: archive, zip: true });
    assert.deepEqual(zipped, plain);
    const names: string[] = [];
    const zip = await yauzl.openPromise(archive);
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    assert.deepEqual(names.toSorted(), Object.keys(await hashes(folder)));
  });

  it('makes one object alone, in any number', async () => {
    const manifest = await generateExport({
      seed: 3,
      scale: 1,
      out: join(dir, 'x'),
      only: ['Contact'],
      counts: { Contact: 1234 },
    });
    assert.deepEqual(await readdir(join(dir, 'x')), ['contacts.csv']);
    assert.deepEqual(manifest.records, { Contact: 1234 });
  });

  it('does not write among other files', async () => {
    await generateExport({ seed: 3, scale: 0.01, out: join(dir, 'x') });
    await assert.rejects(generateExport({ seed: 3, scale: 0.01, out: join(dir, 'x') }), /not empty/);
  });

  const main = fileURLToPath(new URL('../../../emulators/src/smartdesk/main.ts', import.meta.url));
  const runMain = (...args: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, ['--conditions=migmap-source', main, ...args], { encoding: 'utf8' });

  it('is a command', async () => {
    const out = join(dir, 'x');
    const run = runMain('--out', out, '--scale', '0.01', '--only', 'Deal', '--manifest', join(dir, 'm.json'));
    assert.equal(run.status, 0, String(run.stderr));
    assert.deepEqual(await readdir(out), ['deals.csv']);
    const manifest: unknown = JSON.parse(await readFile(join(dir, 'm.json'), 'utf8'));
    assert.deepEqual(manifest, JSON.parse(String(run.stdout)));
  });

  for (const [what, args, message] of [
    ['no folder', [], /--out is missing/],
    ['an unknown object', ['--out', 'x', '--only', 'Deals'], /No object Deals/],
    ['a scale that is none', ['--out', 'x', '--scale', 'big'], /--scale big: give a number/],
    ['an unknown option', ['--sed', '7'], /Unknown option '--sed'/],
  ] as const)
    it(`as a command refuses ${what}`, () => {
      const run = runMain(...args);
      assert.equal(run.status, 1);
      assert.match(String(run.stderr), message);
    });
});
