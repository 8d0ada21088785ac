import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

const mapping = `migration Acme from smartdesk to salesforce
values Industries {
  "Tech" => "Technology"
}
map Company as c -> Account {
  Name     = c.name |> truncate(80)
  Website  = domain
  Industry = industry via Industries
  use Extra
}
fragment Extra {
  Phone = domain
}
map Contact -> Contact {
  Email    = email
  AccountId = ref(company_id)
  LastName = company_id.name
}
`;

/** The place is the first one where `at` stands; the cursor is on its second letter. */
const cases: readonly { at: string; shows: readonly RegExp[] }[] = [
  { at: 'Website', shows: [/Account\.Website : Url\(255\)/] },
  { at: 'Name     ', shows: [/Account\.Name : Text\(255\) required/, /\*\*Account Name\*\*/] },
  { at: 'Industry =', shows: [/Picklist no other values/, /`Technology`, `Banking`, `Energy`/] },
  {
    at: 'industry via',
    shows: [
      /Company\.industry/,
      /36 of 40 filled \(90\.0 %\) · 2 distinct · longest 7/,
      /`Tech` 30, `Finance` 6/,
    ],
  },
  { at: 'name |>', shows: [/Company\.name/] },
  { at: 'truncate', shows: [/truncate\(text, length/] },
  { at: 'Industries\n', shows: [/"Tech" => "Technology"/] },
  { at: 'Extra\n', shows: [/fragment Extra/] },
  { at: 'domain\n}', shows: [/Company\.domain/] },
  { at: 'Company as', shows: [/\*\*Company\*\* · 4 fields · 40 records/] },
  { at: 'Account {', shows: [/Required: `Name`/] },
  { at: 'name\n}', shows: [/Company\.name/] },
  {
    at: 'AccountId',
    shows: [/Reference\(Account\)/, /a text finds one that already stands .*`Account\.Name`/],
  },
  { at: 'via', shows: [/Translates through a table/] },
];

describe('language server: hover', () => {
  let folder: string;
  let session: Session;
  let uri: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    // A server that starts first may look at the folder before the profile is in it.
    const file = await writeProject(folder, mapping);
    session = await startSession(folder);
    uri = await session.open(file, mapping);
  });
  after(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const { at, shows } of cases) {
    it(`on ${JSON.stringify(at)}`, async () => {
      const before = mapping.slice(0, mapping.indexOf(at) + 1).split('\n');
      const hover = await session.hover(uri, { line: before.length - 1, character: before.at(-1)!.length });
      const text = JSON.stringify(hover?.contents ?? null);
      for (const pattern of shows)
        assert.match(text, new RegExp(pattern.source.replaceAll('"', String.raw`\\"`)));
    });
  }

  it('says nothing where nothing is known', async () => {
    assert.equal(await session.hover(uri, { line: 3, character: 0 }), null);
  });
});
