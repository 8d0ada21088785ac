import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeLensRequest } from 'vscode-languageserver-protocol/node';
import type { RunReport } from '@migmap/engine/report/types';
import { destination, mapping, writeDestination, writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

const accountOnly = destination.filter(({ name }) => name === 'Account');
const unknownObject = (found: readonly { readonly code?: unknown }[]) =>
  found.some(({ code }) => code === 'MM103');

describe('language server: several workspaces in one folder', () => {
  let folder: string;
  let session: Session;
  const uris = { one: '', two: '' };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    for (const name of ['one', 'two'] as const) await writeProject(join(folder, name));
    session = await startSession(folder);
    for (const name of ['one', 'two'] as const)
      uris[name] = await session.open(join(folder, name, 'main.migmap'), mapping);
    // What was read from the disk at the start may be told of once more after it was opened; an answer to an edit comes last.
    for (const uri of Object.values(uris)) {
      await session.change(uri, `${mapping}\n`);
      await session.diagnostics(uri);
    }
  });
  afterEach(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('checks the mappings of a workspace again whose schema changes, and no others', async () => {
    const before = { one: session.checks(uris.one), two: session.checks(uris.two) };
    await writeDestination(join(folder, 'one'), accountOnly);
    await session.changedOnDisk(join(folder, 'one/schemas/local/index.json'));
    await session.diagnostics(uris.one, unknownObject);
    assert.equal(session.checks(uris.one), before.one + 1);
    assert.equal(session.checks(uris.two), before.two);
  });

  it('does not check again for a connection that no mapping stands between', async () => {
    const before = session.checks(uris.one);
    await writeDestination(join(folder, 'one'), accountOnly, 'production');
    await session.changedOnDisk(join(folder, 'one/schemas/production/index.json'));
    // The answer to a later request comes after what the change would have brought about.
    await session.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: uris.one } });
    assert.equal(session.checks(uris.one), before);
  });

  it('checks against the destination that the editor chooses, and back', async () => {
    for (const name of ['one', 'two']) await writeDestination(join(folder, name), accountOnly, 'production');
    await session.configure({ destination: 'production' });
    for (const uri of Object.values(uris)) await session.diagnostics(uri, unknownObject);
    await session.configure({ destination: '' });
    for (const uri of Object.values(uris)) await session.diagnostics(uri, (found) => !unknownObject(found));
  });

  it('stays with that of migmap.json where no connection has the name that was chosen', async () => {
    const before = session.checks(uris.one);
    await session.configure({ destination: 'elsewhere' });
    await session.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: uris.one } });
    assert.equal(session.checks(uris.one), before);
  });

  it('says over a map what the last run made of it', async () => {
    const titles = async () => {
      const lenses = await session.connection.sendRequest(CodeLensRequest.type, {
        textDocument: { uri: uris.one },
      });
      return (lenses ?? []).map((lens) => lens.command?.title ?? '');
    };
    assert.doesNotMatch((await titles()).join(), /last run/);
    await writeReport(join(folder, 'one/.migmap/local/runs/1'), '2026-01-01T00:00:00Z', 1, 0);
    const latest = join(folder, 'one/.migmap/local/runs/2');
    await writeReport(latest, '2026-01-02T00:00:00Z', 41_203, 7);
    await session.changedOnDisk(join(latest, 'report.json'));
    assert.match((await titles())[0] ?? '', /fields · loads 1st · last run 41,203 in, 7 held$/);
  });
});

async function writeReport(
  directory: string,
  startedAt: string,
  created: number,
  held: number,
): Promise<void> {
  const counts = { created, updated: 0, unchanged: 0, merged: 0, skipped: 0, held, failed: 0 };
  const phase = {
    id: 'Company->Account',
    ordinal: 1,
    source: 'Company',
    destination: 'Account',
    inScope: created + held,
    counts,
    balanced: true,
    linkedInSecondPass: 0,
    milliseconds: 1,
    requests: 1,
    reasons: [],
    flags: [],
  };
  const report: RunReport = {
    formatVersion: 1,
    run: startedAt,
    mapping: { name: 'Acme', file: 'main.migmap', hash: 'x' },
    source: { connection: 'export', system: 'smartdesk' },
    destination: { connection: 'local', system: 'salesforce' },
    startedAt,
    endedAt: startedAt,
    state: 'incomplete',
    gates: [],
    phases: [phase],
    totals: counts,
    sources: [],
    owners: { matched: 0, unmatched: [] },
    requests: 1,
    warnings: [],
    files: {},
  };
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'report.json'), JSON.stringify(report));
}
