import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  goTo,
  lineWith,
  openFile,
  pick,
  problems,
  runCommand,
  screenshot,
  webviewWith,
} from './bed/actions.ts';
import { preparedExample } from './bed/example.ts';
import { needBed } from './bed/needed.ts';
import { openBed, type Bed } from './bed/open.ts';
import { packageExtension } from './bed/vsix.ts';

describe('the packaged extension in VS Code: a migration from preview to report', () => {
  let bed: Bed;
  let example: string;

  before(async function () {
    needBed(this);
    const vsix = packageExtension();
    example = await preparedExample();
    bed = await openBed(vsix, example);
  });
  after(async () => {
    await bed?.close();
    if (example) await rm(dirname(example), { recursive: true, force: true });
  });
  afterEach(async function () {
    if (bed && this.currentTest?.state === 'failed') {
      await screenshot(bed.page, `failed-${this.currentTest.title}`);
      console.log(await bed.log());
    }
  });

  it('finds no error in the example', async () => {
    const { page } = bed;
    await openFile(page, 'main.migmap');
    const found = await problems(page);
    // The data's own faults are warnings; they show that the checks have run.
    await found
      .filter({ hasText: 'LeadStatuses' })
      .or(found.filter({ hasText: 'no pipeline lists' }))
      .first()
      .waitFor();
    await screenshot(page, 'example');
    assert.equal(await page.locator('.markers-panel .codicon-error').count(), 0);
  });

  it('shows source beside destination before anything is written', async () => {
    const { page } = bed;
    await openFile(page, 'main.migmap');
    await goTo(page, 60, 3);
    await runCommand(page, 'Migmap: Preview Sample Migration');
    const frame = await webviewWith(page, 'Preview of Acme');
    await frame.getByRole('heading', { name: 'Company → Account' }).waitFor();
    assert.ok((await frame.locator('article[data-outcome="load"]').count()) > 0);
    await screenshot(page, 'preview');
  });

  it('draws the load order, whose nodes open their maps', async () => {
    const { page } = bed;
    await openFile(page, 'main.migmap');
    await runCommand(page, 'Migmap: Show Load Order');
    const frame = await webviewWith(page, 'Load order of main.migmap');
    const node = frame.locator('svg .node').filter({ hasText: 'Company → Account' });
    await node.waitFor();
    await screenshot(page, 'graph');
    await node.locator('a').first().click();
    await lineWith(page, 'map Company -> Account').waitFor();
    const place = page.locator('.statusbar').getByText(/^Ln \d+, Col 1$/);
    const line = Number(/\d+/.exec((await place.textContent()) ?? '')?.[0]);
    const text = await readFile(join(example, 'main.migmap'), 'utf8');
    assert.match(text.split('\n')[line - 1] ?? '', /^map Company -> Account/);
  });

  it('loads into production only when the name of its connection is typed', async () => {
    const { page } = bed;
    await openFile(page, 'main.migmap');
    await runCommand(page, 'Migmap: Run Production Migration');
    const box = page.locator('.quick-input-widget');
    await box.getByText('Type its name to go on').waitFor();
    await page.keyboard.type('prod');
    await page.keyboard.press('Enter');
    await box.getByText('Type production to load into it').waitFor();
    await screenshot(page, 'production');
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
    assert.doesNotMatch(await bed.log(), /migmap run .*--to production/);
  });

  it('loads into the local system, is cancelled and resumed, and opens the report', async () => {
    const { page } = bed;
    await openFile(page, 'main.migmap');
    await runCommand(page, 'Migmap: Run Sandbox Migration');
    await pick(page, 'local');
    // Some owners have no user in the destination: the gate is closed until a person decides.
    const decide = page.getByRole('button', { name: 'Load the rest, hold theirs' });
    await decide.waitFor({ timeout: 60_000 });
    await screenshot(page, 'gate');
    await decide.click();
    await page
      .locator('.notification-toast')
      .filter({ hasText: /\d+\/\d+ / })
      .first()
      .waitFor({ timeout: 60_000 });
    await screenshot(page, 'run');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Resume' }).click({ timeout: 60_000 });
    await webviewWith(page, /records in scope arrived/, 120_000);
    await screenshot(page, 'report');
  });
});
