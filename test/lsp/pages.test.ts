import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefinitionRequest, type LocationLink } from 'vscode-languageserver-protocol/node';
import { pageRequest, pageScheme, type PageResult } from '@migmap/server/protocol';
import { destination, mapping, writeDestination, writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

describe('language server: pages of discovered objects', () => {
  let folder: string;
  let session: Session;
  let uri: string;
  const start = async (options: object) => {
    folder = await mkdtemp(join(tmpdir(), 'migmap lsp-'));
    await writeProject(folder);
    session = await startSession(folder, options);
    uri = await session.open(join(folder, 'main.migmap'), mapping);
  };
  afterEach(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const definitions = async (before: string, name: string): Promise<LocationLink[]> => {
    const lines = mapping.slice(0, mapping.indexOf(before) + before.indexOf(name) + 1).split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    const found = await session.connection.sendRequest(DefinitionRequest.type, {
      textDocument: { uri },
      position,
    });
    return (Array.isArray(found) ? found : found ? [found] : []) as LocationLink[];
  };
  /** The line of the page that a definition leads to. */
  const lineBehind = async ([location]: LocationLink[]): Promise<string | undefined> => {
    if (!location?.targetUri.startsWith(`${pageScheme}:`)) return location?.targetUri;
    const { text } = await session.connection.sendRequest<PageResult>(pageRequest, {
      uri: location.targetUri,
    });
    return text.split('\n')[location.targetRange.start.line]?.replaceAll(/ +/g, ' ').trim();
  };

  const cases: [before: string, name: string, line: string][] = [
    ['-> Account', 'Account', 'object Account "Account" {'],
    ['map Company', 'Company', 'object Company "Company" {'],
    ['  Website  =', 'Website', 'Website : Url(255) "Website"'],
    [
      'key id => SmartDesk_Id__c',
      'SmartDesk',
      'SmartDesk_Id__c : Text(18) external id unique custom "SmartDesk ID"',
    ],
    ['= domain', 'domain', 'domain : Text "domain"'],
    ['LastName =', 'LastName', 'LastName : Text(80) required "Last Name"'],
    ['ref(company_id)', 'company_id', 'company_id : Reference(Company) "company id"'],
  ];
  it('are where the names of a system lead', async () => {
    await start({ pages: true });
    for (const [before, name, line] of cases)
      assert.equal(await lineBehind(await definitions(before, name)), line, before);
    const table = await definitions('via Industries', 'Industries');
    assert.equal(table[0]?.targetUri, uri);
    assert.equal(table[0]?.targetRange.start.line, 2);
  });

  it('list what a picklist takes, and follow the snapshot', async () => {
    await start({ pages: true });
    const [location] = await definitions('  Industry =', 'Industry');
    const page = () => session.connection.sendRequest<PageResult>(pageRequest, { uri: location!.targetUri });
    assert.match(
      (await page()).text,
      /\/\/ Technology \| Banking \| Energy\n +Industry +: Picklist no other values/,
    );
    await writeDestination(
      folder,
      destination.filter(({ name }) => name !== 'Account'),
    );
    await session.changedOnDisk(join(folder, 'schemas/local/index.json'));
    assert.match((await page()).text, /Account of local is not in the discovered schema any more/);
  });

  it('are not for an editor that does not ask for them', async () => {
    await start({});
    assert.deepEqual(await definitions('  Website  =', 'Website'), []);
  });
});
