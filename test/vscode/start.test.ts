import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pick, runCommand, screenshot } from './bed/actions.ts';
import { needBed } from './bed/needed.ts';
import { openBed, type Bed } from './bed/open.ts';
import { packageExtension } from './bed/vsix.ts';

describe('the packaged extension in VS Code: an empty folder', function () {
  let bed: Bed;
  let empty: string;

  before(async function () {
    needBed(this);
    empty = await mkdtemp(join(tmpdir(), 'migmap-empty-'));
    bed = await openBed(packageExtension(), empty);
  });
  after(async () => {
    await bed?.close();
    if (empty) await rm(empty, { recursive: true, force: true });
  });
  afterEach(async function () {
    if (bed && this.currentTest?.state === 'failed')
      await screenshot(bed.page, `failed-${this.currentTest.title}`);
  });

  it('has a walkthrough with its five steps', async () => {
    const { page } = bed;
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await pick(page, 'Move a CRM');
    await page.getByText('Rehearse, and read the report').first().waitFor();
    for (const step of [
      'Start a migration',
      'Discover both systems',
      'Write and check the mapping',
      'Preview some records',
    ])
      await page.getByText(step).first().waitFor();
    await screenshot(page, 'walkthrough');
  });

  it('gets its first files, whose mapping is open and checked', async () => {
    const { page, folder } = bed;
    await runCommand(page, 'Migmap: Start a Migration');
    await pick(page, 'SmartDesk', 'from which system?');
    await page.locator('.quick-input-widget').filter({ hasText: 'where is the export' }).waitFor();
    await page.keyboard.press('Enter');
    await pick(page, 'Pipedrive', 'to which system?');
    await page.locator('.tabs-container .tab.active[data-resource-name="main.migmap"]').waitFor();
    const config: unknown = JSON.parse(await readFile(join(folder, 'migmap.json'), 'utf8'));
    assert.deepEqual(config, {
      connections: {
        export: { system: 'smartdesk', path: './export' },
        local: { system: 'pipedrive', stage: 'local' },
      },
      source: 'export',
      destination: 'local',
    });
    await screenshot(page, 'start');
  });

  it('keeps what it has when it is asked again', async () => {
    const { page, folder } = bed;
    const before = await readFile(join(folder, 'main.migmap'), 'utf8');
    await runCommand(page, 'Migmap: Start a Migration');
    await page
      .getByText(/There is a migmap.json in .* already; nothing was written/)
      .first()
      .waitFor();
    assert.equal(await readFile(join(folder, 'main.migmap'), 'utf8'), before);
    assert.deepEqual((await readdir(folder)).filter((name) => name.includes('migmap')).toSorted(), [
      'main.migmap',
      'migmap.json',
    ]);
  });
});
