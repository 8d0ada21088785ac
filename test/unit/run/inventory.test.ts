import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fakeDestination } from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { at, from, mapping, objectMap } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

describe('skip … inventory', () => {
  const folder = temporaryFolder();

  it('writes every record with all its fields, and nothing for a plain skip', async () => {
    const source = fakeSource({
      Company: [{ id: 'c1', name: 'A' }],
      Workflow: [
        { id: 'w1', name: 'Stale deal', trigger: 'Deal *not*\nchanged', active: false, note: null },
        { id: 'w2', name: '', steps: ['mail', 'wait'] },
      ],
      Pipeline: [{ id: 'p1', name: 'Sales' }],
    });
    const skips = [
      { object: 'Workflow', why: 'rebuilt in Flow', inventory: true, at: at() },
      { object: 'Pipeline', why: 'set up by hand', inventory: false, at: at() },
    ];
    const plan = { ...mapping([objectMap('Company', 'Account', { Name: from('name') })]), skips };
    const { report } = await run(plan, source, fakeDestination(), folder());
    const names = Object.keys(report.files).filter((name) => name.startsWith('inventory'));
    assert.deepEqual(names, ['inventory-Workflow.md']);
    const text = readFileSync(report.files['inventory-Workflow.md']!, 'utf8');
    assert.match(text, /^# Workflow: to be rebuilt\n\nrebuilt in Flow\n/);
    assert.match(
      text,
      /\n- \[ \] \*\*Stale deal\*\* \(.*:2\)\n.* {2}- trigger: Deal \\\*not\\\* changed\n {2}- active: false\n\n/s,
    );
    assert.match(text, /\n- \[ \] \*\*w2\*\* \(.*:3\)\n.* {2}- steps: \\\["mail","wait"\\\]\n$/s);
  });
});
