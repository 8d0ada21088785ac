import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configJsonSchema } from '@migmap/engine/config/json-schema';
import { connectionFor } from '@migmap/engine/config/migration';
import { environmentSecrets, secretVariable } from '@migmap/engine/config/secrets';
import { openWorkspace } from '@migmap/engine/config/workspace';

const good = {
  connections: {
    export: { system: 'smartdesk', path: './export' },
    'acme-uat': { system: 'salesforce', stage: 'sandbox', url: 'https://acme.example', apiVersion: '62.0' },
  },
  source: 'export',
  destination: 'acme-uat',
};

describe('workspace', () => {
  let root: string;
  const write = (text: string) => writeFileSync(join(root, 'migmap.json'), text);
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'migmap-config-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  it('is found from a folder below, and resolves paths against its root', () => {
    write(JSON.stringify(good));
    const below = join(root, 'a', 'b');
    mkdirSync(below, { recursive: true });
    const workspace = openWorkspace(below);
    assert.equal(workspace.root, root);
    assert.equal(workspace.connection('export').path, join(root, 'export'));
    assert.equal(workspace.schemaDir('acme-uat'), join(root, 'schemas', 'acme-uat'));
    assert.equal(workspace.profileFile('export'), join(root, '.migmap', 'profiles', 'export.json'));
    assert.deepEqual(workspace.connection('acme-uat').options, { apiVersion: '62.0' });
  });

  it('keeps its state for its owner alone', () => {
    write(JSON.stringify(good));
    const state = openWorkspace(root).makeStateDir();
    assert.equal(statSync(state).mode & 0o777, 0o700);
    chmodSync(state, 0o755);
    openWorkspace(root).makeStateDir();
    assert.equal(statSync(state).mode & 0o777, 0o700);
  });

  it('names the connections there are when asked for another', () => {
    write(JSON.stringify(good));
    assert.throws(
      () => openWorkspace(root).connection('toString'),
      /no connection "toString"; .*export, acme-uat/,
    );
  });

  it('says that there is none', () =>
    assert.throws(() => openWorkspace(root), /No migmap\.json in .*--workspace/));

  const faults: [string, string, RegExp][] = [
    ['not JSON', '{\n  "connections": {,}\n}', /migmap\.json:2:19 not JSON/],
    [
      'unknown key',
      '{\n  "connections": {},\n  "sorce": "x"\n}',
      /migmap\.json:3:3 Unrecognized key: "sorce"/,
    ],
    [
      'wrong stage',
      '{ "connections": { "a": { "system": "x",\n  "stage": "live" } } }',
      /migmap\.json:2:3 connections\.a\.stage: /,
    ],
    ['missing system', '{ "connections": {\n "a": {} } }', /migmap\.json:2:2 connections\.a\.system: /],
    ['missing connections', '{}', /migmap\.json:1:1 connections: /],
    [
      'a destination that is no connection',
      '{ "connections": {},\n"destination": "x" }',
      /migmap\.json:2:1 destination: there is no connection "x"/,
    ],
    [
      'a secret',
      '{ "connections": { "a": { "system": "x",\n "accessToken": "s3cr3t" } } }',
      /migmap\.json:2:2 .*a secret never stands in migmap\.json/,
    ],
    [
      'a connection that is called like a folder of the state',
      '{ "connections": {\n"profiles": { "system": "x" } } }',
      /migmap\.json:2:1 .*"profiles" is a folder of \.migmap/,
    ],
    [
      'two connections that read the same secrets',
      '{ "connections": { "a-b": { "system": "x" },\n "a_b": { "system": "x" } } }',
      /migmap\.json:2:2 .*MIGMAP_A_B_/,
    ],
  ];
  for (const [what, text, expected] of faults) {
    it(`refuses ${what}, with the place`, () => {
      write(text);
      assert.throws(
        () => openWorkspace(root),
        (error: Error) => expected.test(error.message) && !error.message.includes('s3cr3t'),
      );
    });
  }
});

describe('secrets', () => {
  it('are named after their connection', () =>
    assert.equal(secretVariable('acme-uat', 'ACCESS_TOKEN'), 'MIGMAP_ACME_UAT_ACCESS_TOKEN'));

  it('come from the environment; an empty variable is none', async () => {
    const secret = environmentSecrets('a', { MIGMAP_A_API_KEY: 'k', MIGMAP_A_PASSWORD: '' });
    assert.equal(await secret('API_KEY'), 'k');
    assert.equal(await secret('PASSWORD'), undefined);
    assert.equal(await secret('ACCESS_TOKEN'), undefined);
  });
});

it('the JSON schema of migmap.json describes its keys', () => {
  const schema = configJsonSchema() as { properties: Record<string, unknown>; additionalProperties: boolean };
  assert.deepEqual(Object.keys(schema.properties), [
    '$schema',
    'connections',
    'source',
    'destination',
    'rules',
  ]);
  assert.equal(schema.additionalProperties, false);
});

describe('the connections of a mapping', () => {
  const workspace = (config: object) => {
    const root = mkdtempSync(join(tmpdir(), 'migmap-config-'));
    writeFileSync(join(root, 'migmap.json'), JSON.stringify(config));
    const opened = openWorkspace(root);
    rmSync(root, { recursive: true });
    return opened;
  };

  it('are those of migmap.json, or the chosen one', () => {
    assert.equal(connectionFor(workspace(good), 'source', { system: 'smartdesk' }), 'export');
    assert.equal(connectionFor(workspace(good), 'destination', { chosen: 'export' }), 'export');
  });

  it('must be of the system that the mapping names', () =>
    assert.throws(
      () => connectionFor(workspace(good), 'source', { system: 'pipedrive' }),
      /is pipedrive, but .*"export" is smartdesk/,
    ));

  it('must be named', () =>
    assert.throws(
      () => connectionFor(workspace({ connections: good.connections }), 'destination'),
      /Add "destination": "NAME"; the connections are: export, acme-uat/,
    ));
});
