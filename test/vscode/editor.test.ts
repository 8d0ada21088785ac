import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapping, writeProject } from '../fixtures/project.ts';
import { goTo, lineWith, openFile, pick, problems, quickFix, runCommand, screenshot } from './bed/actions.ts';
import { needBed } from './bed/needed.ts';
import { openBed, type Bed } from './bed/open.ts';
import { packageExtension } from './bed/vsix.ts';

const tests = `
test "a good one" {
  given Company { id = "1"  name = "Initech"  industry = "Tech" }
  expect Account { Name = "Initech"  Industry = "Technology" }
}

test "a bad one" {
  given Company { id = "1"  name = "Initech"  industry = "Tech" }
  expect Account { Name = "Initrode" }
}
`;

/** Of the page, where the function below runs. */
declare const getComputedStyle: (element: unknown) => { readonly color: string };

describe('the packaged extension in VS Code: writing a mapping', function () {
  let bed: Bed;
  let project: string;

  before(async function () {
    needBed(this);
    project = await mkdtemp(join(tmpdir(), 'migmap-project-'));
    await writeProject(project);
    await writeFile(join(project, 'broken.migmap'), mapping.replace('Website  =', 'Web_Site ='));
    await writeFile(join(project, 'typing.migmap'), mapping.replace('  Website  = domain |> url\n', '  \n'));
    await writeFile(join(project, 'declared.migmap'), mapping.replace('Website  =', 'Web_Site__c ='));
    await writeFile(join(project, 'hover.migmap'), mapping);
    await writeFile(join(project, 'rough.migmap'), mapping.replaceAll(/ +=/g, '='));
    await writeFile(join(project, 'tested.migmap'), mapping + tests);
    bed = await openBed(packageExtension(), project);
  });
  after(async () => {
    await bed?.close();
    if (project) await rm(project, { recursive: true, force: true });
  });
  afterEach(async function () {
    if (bed && this.currentTest?.state === 'failed')
      await screenshot(bed.page, `failed-${this.currentTest.title}`);
  });

  it('colours words, names and texts apart', async () => {
    const { page } = bed;
    await openFile(page, 'main.migmap');
    const colour = (text: string) =>
      lineWith(page, text)
        .locator('span span', { hasText: text })
        .first()
        .evaluate((span) => getComputedStyle(span).color);
    // Lines are drawn anew while their colours arrive.
    await assertSoon(async () => {
      const colours = await Promise.all(['map', 'Company', '"Finance"'].map(colour));
      assert.equal(new Set(colours.filter(Boolean)).size, 3, colours.join(' '));
    });
    await screenshot(page, 'mapping');
  });

  it('says in Problems what is wrong, and where', async () => {
    const { page } = bed;
    await openFile(page, 'broken.migmap');
    const found = (await problems(page)).filter({ hasText: 'Web_Site' });
    await found.first().waitFor();
    assert.match(await found.first().innerText(), /Website[^]*Ln 12, Col 3/);
    await screenshot(page, 'problem');
  });

  it('mends a name by a quick fix', async () => {
    await openFile(bed.page, 'broken.migmap');
    await quickFix(bed.page, 12, 5, 'Change to Website');
    await lineWith(bed.page, 'Website = domain').waitFor();
    await bed.page.keyboard.press('Control+z');
  });

  it('declares a missing custom field by a quick fix, and writes the manifest by another', async () => {
    const { page, folder } = bed;
    await openFile(page, 'declared.migmap');
    await quickFix(page, 12, 5, 'Declare Web_Site__c in the custom-field manifest');
    await screenshot(page, 'declared');
    await page
      .locator('.editor-group-container.active .squiggly-error')
      .first()
      .waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await quickFix(page, 10, 5, 'Write the custom-field manifest');
    await pick(page, 'Guide', 'as what?');
    await page.locator('.tab.active').filter({ hasText: 'manifest.md' }).waitFor();
    await assertSoon(async () =>
      assert.match(await readFile(join(folder, 'manifest/manifest.md'), 'utf8'), /Web_Site__c/),
    );
  });

  it('finds an error while it is typed, and sees it go', async () => {
    const { page } = bed;
    await openFile(page, 'typing.migmap');
    await goTo(page, 12, 3);
    await page.keyboard.type('Webseite = domain');
    await page.keyboard.press('Escape');
    const squiggle = page.locator('.editor-group-container.active .squiggly-error');
    await squiggle.first().waitFor();
    for (let i = 0; i < 'Webseite = domain'.length; i++) await page.keyboard.press('Backspace');
    await squiggle.first().waitFor({ state: 'detached' });
  });

  it('completes a line from both schemas', async () => {
    const { page } = bed;
    await openFile(page, 'typing.migmap');
    await goTo(page, 12, 3);
    await page.keyboard.press('Control+Space');
    const first = page.locator('.suggest-widget .monaco-list-row').first();
    await first.waitFor();
    await screenshot(page, 'completion');
    await page.keyboard.type('Webs');
    await page.locator('.suggest-widget .monaco-list-row.focused').filter({ hasText: 'Website' }).waitFor();
    await page.keyboard.press('Enter');
    await lineWith(page, 'Website = ').waitFor();
    await page.keyboard.press('Control+Space');
    await page.keyboard.type('dom');
    await page
      .locator('.suggest-widget .monaco-list-row.focused')
      .filter({ hasText: 'domain' })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await lineWith(page, 'Website = domain').waitFor();
    await page.keyboard.press('Control+s');
    await assertSoon(async () => assert.match(await saved(), /\n {2}Website = domain\n/));
  });

  it('explains a field', async () => {
    const { page } = bed;
    await openFile(page, 'hover.migmap');
    await goTo(page, 13, 16);
    await runCommand(page, 'Show or Focus Hover');
    const hover = page.locator('.monaco-hover').filter({ hasText: '36 of 40 filled' });
    await hover.first().waitFor();
    await screenshot(page, 'hover');
  });

  it('leads from a name to the page of the discovered object', async () => {
    const { page } = bed;
    await openFile(page, 'hover.migmap');
    await goTo(page, 13, 4);
    await page.keyboard.press('F12');
    await page.locator('.tab.active').filter({ hasText: 'Account.migmap' }).waitFor();
    await lineWith(page, 'Picklist no other values').waitFor();
    await screenshot(page, 'definition');
    await openFile(page, 'hover.migmap');
  });

  it('shows over each map what it fills and when it loads', async () => {
    const { page } = bed;
    await page.keyboard.press('Escape');
    await goTo(page, 1, 1);
    const lens = page
      .locator('.codelens-decoration')
      .filter({ hasText: /Preview\s·\s.*fields\s·\sloads\s1st/ });
    await lens.first().waitFor();
    await screenshot(page, 'lens');
  });

  it('lays a mapping out', async () => {
    const { page } = bed;
    await openFile(page, 'rough.migmap');
    await runCommand(page, 'Format Document');
    await page.keyboard.press('Control+s');
    await assertSoon(async () =>
      assert.equal(await readFile(join(bed.folder, 'rough.migmap'), 'utf8'), mapping),
    );
  });

  it('checks against the destination that is chosen in the status bar', async () => {
    const { page } = bed;
    await openFile(page, 'hover.migmap');
    const item = (name: string) => page.locator('.statusbar-item').filter({ hasText: name });
    const missing = (await problems(page)).filter({ hasText: 'no schema snapshot of the destination' });
    const choose = async (from: string, to: string) => {
      await item(from).click();
      await pick(page, to);
      await item(to).waitFor();
    };
    await choose('local', 'production');
    await missing.first().waitFor();
    await screenshot(page, 'destination');
    await choose('production', 'local');
    await missing.first().waitFor({ state: 'detached' });
  });

  it('runs the tests of a mapping, each on its own', async () => {
    const { page } = bed;
    await openFile(page, 'tested.migmap');
    await runCommand(page, 'Testing: Focus on Test Explorer View');
    const rows = page.locator('.monaco-list-row');
    await rows.filter({ hasText: 'tested.migmap' }).first().waitFor();
    await runCommand(page, 'Test: Run All Tests');
    await rows.filter({ hasText: 'a good one' }).first().waitFor();
    await rows.filter({ hasText: 'a bad one' }).filter({ hasText: 'expected "Initrode"' }).first().waitFor();
    await screenshot(page, 'tests');
  });

  const saved = () => readFile(join(bed.folder, 'typing.migmap'), 'utf8');
});

async function assertSoon(check: () => Promise<void>): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until; await new Promise((r) => setTimeout(r, 100))) {
    if (
      await check().then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await check();
}
