import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { startPipedriveEmulator, type PipedriveEmulator } from '@migmap/emulators/pipedrive/server';
import { installed, moduleFile } from './peer.ts';

type Client = any;

/** The vendor's client, told where the account is and nothing else. */
function clients(url: string): { v1: (api: string) => Client; v2: (api: string) => Client } {
  const require = createRequire(import.meta.url);
  const of = (version: 'v1' | 'v2', basePath: string) => {
    const module = require(moduleFile(`pipedrive/dist/versions/${version}/index.js`)) as Client;
    return (api: string): Client => new module[api](new module.Configuration({ apiKey: 'local', basePath }));
  };
  return { v1: of('v1', `${url}/v1`), v2: of('v2', `${url}/api/v2`) };
}

describe("Pipedrive's own client 33.7.0", function () {
  if (!installed('pipedrive')) {
    it('SKIPPED: not installed; `npm run test:peers` installs it', function () {
      this.skip();
    });
    return;
  }
  let emulator: PipedriveEmulator;
  let v1: (api: string) => Client;
  let v2: (api: string) => Client;

  before(async () => {
    emulator = await startPipedriveEmulator({
      account: { users: [{ email: 'ada@example.com', name: 'Ada' }], plan: { burst: 1000 } },
    });
    ({ v1, v2 } = clients(emulator.url));
  });
  after(() => emulator.close());

  it('makes fields, persons and deals, finds them by the field, changes and deletes them', async () => {
    const field = await v2('PersonFieldsApi').addPersonField({
      AddPersonFieldRequest: { field_name: 'SmartDesk Id', field_type: 'varchar' },
    });
    const code: string = field.data.field_code;
    const organization = await v2('OrganizationsApi').addOrganization({
      AddOrganizationRequest: { name: 'Acme' },
    });
    const persons = v2('PersonsApi');
    const person = await persons.addPerson({
      AddPersonRequest: {
        name: 'Jane Doe',
        org_id: organization.data.id,
        emails: [{ value: 'jane@acme.example', primary: true, label: 'work' }],
        add_time: '2019-05-01T10:00:00Z',
        custom_fields: { [code]: 'SD-1' },
      },
    });
    assert.equal(person.data.add_time, '2019-05-01T10:00:00Z');
    const found = await v2('ItemSearchApi').searchItemByField({
      term: 'SD-1',
      entity_type: 'person',
      field: code,
      match: 'exact',
    });
    assert.deepEqual(
      found.data.map((item: Client) => item.id),
      [person.data.id],
    );
    const deals = v2('DealsApi');
    const deal = await deals.addDeal({
      AddDealRequest: { title: 'Big', person_id: person.data.id, value: 12.5 },
    });
    const won = await deals.updateDeal({
      id: deal.data.id,
      UpdateDealRequest: { status: 'won', won_time: '2026-01-02T03:04:05Z' },
    });
    assert.equal(won.data.won_time, '2026-01-02T03:04:05Z');
    await deals.deleteDeal({ id: deal.data.id });
    assert.deepEqual((await deals.getDeals({})).data, []);
    assert.equal((await deals.getDeal({ id: deal.data.id })).data.is_deleted, true);
  });

  it('reads pages by their cursors to the end', async () => {
    const organizations = v2('OrganizationsApi');
    for (let i = 0; i < 4; i++)
      await organizations.addOrganization({ AddOrganizationRequest: { name: `Page ${i}` } });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await organizations.getOrganizations({ limit: 2, cursor });
      names.push(...page.data.map((o: Client) => o.name as string));
      cursor = page.additional_data.next_cursor ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(
      names.filter((name) => name.startsWith('Page')),
      ['Page 0', 'Page 1', 'Page 2', 'Page 3'],
    );
    assert.equal(new Set(names).size, names.length);
  });

  it('makes pipelines, stages and activities', async () => {
    const pipeline = await v2('PipelinesApi').addPipeline({ AddPipelineRequest: { name: 'Renewals' } });
    const stage = await v2('StagesApi').addStage({
      AddStageRequest: { name: 'Asked', pipeline_id: pipeline.data.id, deal_probability: 40 },
    });
    assert.equal(stage.data.deal_probability, 40);
    const activity = await v2('ActivitiesApi').addActivity({
      AddActivityRequest: { subject: 'Call', type: 'call', done: true, due_date: '2026-01-02' },
    });
    assert.equal(activity.data.done, true);
  });

  it('works with what only version 1 has: users, leads, notes and files', async () => {
    const me = await v1('UsersApi').getCurrentUser();
    assert.equal(me.data.email, 'ada@example.com');
    const byMail = await v1('UsersApi').findUsersByName({ term: 'ada@example.com', search_by_email: 1 });
    assert.equal(byMail.data[0].id, me.data.id);
    const person = await v2('PersonsApi').addPerson({ AddPersonRequest: { name: 'Joe' } });
    const lead = await v1('LeadsApi').addLead({
      AddLeadRequest: { title: 'Maybe', person_id: person.data.id, value: { amount: 5, currency: 'EUR' } },
    });
    assert.equal(lead.data.value.amount, 5);
    const note = await v1('NotesApi').addNote({ AddNoteRequest: { content: 'Hi', lead_id: lead.data.id } });
    assert.equal(note.data.lead_id, lead.data.id);
    const file = await v1('FilesApi').addFile({
      file: new File(['hello'], 'hello.txt'),
      person_id: person.data.id,
    });
    assert.equal(file.data.file_size, 5);
    assert.equal(String(await v1('FilesApi').downloadFile({ id: file.data.id })), 'hello');
  });

  it('throws what the account refuses, with its words', async () => {
    await assert.rejects(v2('DealsApi').addDeal({ AddDealRequest: {} }), (error: Client) => {
      const text = JSON.stringify(error.response?.data ?? error.context ?? error.message ?? error);
      return /title/.test(text);
    });
  });
});
