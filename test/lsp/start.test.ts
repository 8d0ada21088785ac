import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  systemsRequest,
  workspaceRequest,
  type SystemsResult,
  type WorkspaceResult,
} from '@migmap/server/protocol';
import { writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

describe('language server: where a migration is to be started', () => {
  let folder: string;
  let session: Session;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-start-'));
    session = await startSession(folder);
  });
  after(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const workspaceOf = (path: string) =>
    session.connection.sendRequest<WorkspaceResult>(workspaceRequest, { uri: pathToFileURL(path).href });

  it('names the systems, each on the side where it can stand', async () => {
    const { sources, destinations } = await session.connection.sendRequest<SystemsResult>(systemsRequest);
    assert.ok(sources.some(({ system, label }) => system === 'smartdesk' && label === 'SmartDesk'));
    assert.ok(destinations.some(({ system }) => system === 'salesforce'));
    assert.ok(destinations.some(({ system }) => system === 'pipedrive'));
    assert.ok(!destinations.some(({ system }) => system === 'smartdesk'));
  });

  it('tells a folder without migmap.json from one with a faulty one', async () => {
    const result = await workspaceOf(folder);
    assert.ok('problem' in result && result.missing && result.problem.includes('no migmap.json'));
    const file = join(folder, 'faulty', 'migmap.json');
    await mkdir(dirname(file));
    await writeFile(file, '{ "connections": 7 }');
    const faulty = await workspaceOf(file);
    assert.ok('problem' in faulty && !faulty.missing, JSON.stringify(faulty));
  });

  it('knows the workspace once there is one', async () => {
    await writeProject(join(folder, 'whole'));
    const result = await workspaceOf(join(folder, 'whole', 'main.migmap'));
    assert.ok(!('problem' in result), JSON.stringify(result));
    assert.equal(result.destination, 'local');
  });
});
