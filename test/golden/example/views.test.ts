import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertGolden, steadyJson, steadyText } from './golden.ts';
import { pipedriveExample } from '../pipedrive-example/example.ts';
import { example, exampleWorkspace, type ExampleWorkspace } from './workspace.ts';

/** What a person is shown of the example, beside this test, so that a change shows in a diff. */
for (const { from, views } of [
  { from: example, views: '' },
  { from: pipedriveExample, views: 'pipedrive/' },
])
  describe(`the views of ${from}`, function () {
    this.timeout(180_000);
    let workspace: ExampleWorkspace;
    before(async () => {
      workspace = await exampleWorkspace({ from, seed: 7, scale: 0.1 });
      await workspace.migmap(['discover']);
    });
    after(() => workspace?.remove());

    it('format: as the formatter writes them', async () => {
      await workspace.migmap(['fmt', '--check', ...globSync(join(workspace.root, '*.migmap'))]);
    });

    it('check: the findings in the mapping and the data', async () => {
      const text = await workspace.migmap(['check', 'main.migmap']);
      assertGolden(`${views}check.txt`, steadyText(text, workspace.root));
    });

    it('plan: the phases and what they take', async () => {
      const text = await workspace.migmap(['plan', 'main.migmap', '--format', 'json']);
      assertGolden(`${views}plan.json`, steadyJson(text, workspace.root));
    });

    it('manifest: the guide, and the files that the platform deploys', async () => {
      const guide = await workspace.migmap(['manifest', 'main.migmap', '--format', 'md']);
      assertGolden(`${views}manifest.md`, steadyText(guide, workspace.root));
      const out = join(workspace.root, 'native');
      await workspace.migmap(['manifest', 'main.migmap', '--format', 'native', '--out', out]);
      const files = readdirSync(out, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted();
      const all = files.map((file) => `==== ${file.slice(out.length + 1)}\n${readFileSync(file, 'utf8')}`);
      assertGolden(`${views}manifest-native.txt`, steadyText(all.join('\n'), workspace.root));
    });

    it('report: the reconciliation of a load', async () => {
      await workspace.migmap(['manifest', 'main.migmap', '--create']);
      await workspace.migmap(['run', 'main.migmap', '--hold-unmatched'], 3);
      const text = await workspace.migmap(['report', 'latest', '--format', 'json']);
      assertGolden(`${views}report.json`, steadyJson(text, workspace.root));
    });
  });
