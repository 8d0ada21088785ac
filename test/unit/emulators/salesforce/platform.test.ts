import assert from 'node:assert/strict';
import { startClient, type Client } from './client.ts';

/** What the platform does of itself when records of one object are written. */
describe('Salesforce makes and derives', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());
  const code = async (object: string, record: Record<string, unknown>) => {
    const { status, body } = await client.call('POST', `/sobjects/${object}`, record);
    return status === 201 ? 'created' : String(body[0].errorCode);
  };

  it('a task for a mail that belongs to no case, about its first recipient', async () => {
    const account = await client.create('Account', { Name: 'A' });
    const contact = await client.create('Contact', { LastName: 'L', AccountId: account });
    const mail = await client.create('EmailMessage', {
      Subject: 'Offer',
      TextBody: 'Dear L',
      Status: '3',
      MessageDate: '2024-05-06T07:08:09Z',
      RelatedToId: account,
      CreatedDate: '2024-05-06T07:08:09Z',
    });
    await client.create('EmailMessageRelation', {
      EmailMessageId: mail,
      RelationId: contact,
      RelationType: 'ToAddress',
      RelationAddress: 'l@x.example',
    });
    const tasks = await client.records(
      'SELECT Id, Subject, TaskSubtype, Status, IsClosed, WhoId, WhatId, ActivityDate FROM Task',
    );
    const [{ Id, ...task } = {}] = tasks;
    assert.equal(tasks.length, 1);
    assert.deepEqual(task, {
      Subject: 'Email: Offer',
      TaskSubtype: 'Email',
      Status: 'Completed',
      IsClosed: true,
      WhoId: contact,
      WhatId: account,
      ActivityDate: '2024-05-06',
    });
    assert.deepEqual(await client.records('SELECT ActivityId FROM EmailMessage'), [{ ActivityId: Id }]);
  });

  it('no task for a mail of a case; that one takes an activity of its own', async () => {
    const parent = await client.create('Case', { Subject: 'Help' });
    const task = await client.create('Task', { Subject: 'T' });
    await client.create('EmailMessage', { ParentId: parent, ActivityId: task, Subject: 'Re', Status: '3' });
    assert.equal((await client.query('SELECT COUNT() FROM Task')).body.totalSize, 1);
    assert.equal(
      await code('EmailMessage', { ActivityId: task, Subject: 'No case' }),
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
  });

  it('mail that was sent stands still', async () => {
    const mail = await client.create('EmailMessage', { Subject: 'S', Status: '3' });
    const { body } = await client.call('PATCH', `/sobjects/EmailMessage/${mail}`, { Subject: 'T' });
    assert.equal(body[0].errorCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
  });

  it('names, full and in parts', async () => {
    await client.create('Contact', { FirstName: 'Ann', LastName: 'Lee' });
    const id = await client.create('Lead', { LastName: 'Kim', Company: 'C' });
    await client.call('PATCH', `/sobjects/Lead/${id}`, { FirstName: 'Jo' });
    const rows = [
      ...(await client.records('SELECT Name FROM Contact')),
      ...(await client.records('SELECT Name, Status FROM Lead')),
    ];
    assert.deepEqual(rows, [{ Name: 'Ann Lee' }, { Name: 'Jo Kim', Status: 'Open - Not Contacted' }]);
  });

  it('what a stage says of an opportunity', async () => {
    const id = await client.create('Opportunity', {
      Name: 'O',
      StageName: 'Value Proposition',
      CloseDate: '2026-08-15',
      Amount: 200,
    });
    const read = async () =>
      (
        await client.records(
          'SELECT Probability, IsClosed, IsWon, ForecastCategoryName, ExpectedRevenue, Fiscal FROM Opportunity',
        )
      )[0];
    assert.deepEqual(await read(), {
      Probability: 50,
      IsClosed: false,
      IsWon: false,
      ForecastCategoryName: 'Best Case',
      ExpectedRevenue: 100,
      Fiscal: '2026 3',
    });
    await client.call('PATCH', `/sobjects/Opportunity/${id}`, { StageName: 'Closed Won' });
    assert.deepEqual(await read(), {
      Probability: 100,
      IsClosed: true,
      IsWon: true,
      ForecastCategoryName: 'Closed',
      ExpectedRevenue: 200,
      Fiscal: '2026 3',
    });
  });

  it('a primary contact role for an opportunity that comes with a contact', async () => {
    const contact = await client.create('Contact', { LastName: 'L' });
    const id = await client.create('Opportunity', {
      Name: 'O',
      StageName: 'Prospecting',
      CloseDate: '2026-08-15',
      ContactId: contact,
    });
    const rows = await client.records(
      'SELECT OpportunityId, ContactId, IsPrimary FROM OpportunityContactRole',
    );
    assert.deepEqual(rows, [{ OpportunityId: id, ContactId: contact, IsPrimary: true }]);
  });

  it('prices: standard first, then the product on the opportunity, which is worth what its products are', async () => {
    const product = await client.create('Product2', { Name: 'P', ProductCode: 'p-1', IsActive: true });
    const [standard] = await client.records('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
    const book = await client.create('Pricebook2', { Name: 'Partners', IsActive: true });
    const entry = { Product2Id: product, UnitPrice: 10, IsActive: true };
    assert.equal(
      await code('PricebookEntry', { ...entry, Pricebook2Id: book }),
      'STANDARD_PRICE_NOT_DEFINED',
    );
    const price = await client.create('PricebookEntry', { ...entry, Pricebook2Id: standard?.['Id'] });
    assert.equal(
      await code('PricebookEntry', { ...entry, Pricebook2Id: standard?.['Id'] }),
      'DUPLICATE_VALUE',
    );
    const deal = await client.create('Opportunity', {
      Name: 'O',
      StageName: 'Prospecting',
      CloseDate: '2026-08-15',
      Amount: 1,
    });
    const line = { OpportunityId: deal, PricebookEntryId: price, Quantity: 3 };
    assert.equal(await code('OpportunityLineItem', line), 'REQUIRED_FIELD_MISSING');
    const item = await client.create('OpportunityLineItem', { ...line, UnitPrice: 9.5 });
    const worth = () =>
      client.records('SELECT Amount, HasOpportunityLineItem, Pricebook2Id FROM Opportunity');
    assert.deepEqual(await worth(), [
      { Amount: 28.5, HasOpportunityLineItem: true, Pricebook2Id: standard?.['Id'] },
    ]);
    const [row] = await client.records('SELECT TotalPrice, ProductCode, ListPrice FROM OpportunityLineItem');
    assert.deepEqual(row, { TotalPrice: 28.5, ProductCode: 'p-1', ListPrice: 10 });
    await client.call('DELETE', `/sobjects/OpportunityLineItem/${item}`);
    assert.equal((await worth())[0]?.['HasOpportunityLineItem'], false);
  });

  it('the relation of a contact to its own account; another one is ours to make, once', async () => {
    const own = await client.create('Account', { Name: 'Own' });
    const other = await client.create('Account', { Name: 'Other' });
    const contact = await client.create('Contact', { LastName: 'L', AccountId: own });
    const link = (account: string) =>
      code('AccountContactRelation', { AccountId: account, ContactId: contact });
    assert.deepEqual(
      [await link(own), await link(other), await link(other)],
      ['DUPLICATE_VALUE', 'created', 'DUPLICATE_VALUE'],
    );
    const rows = await client.records(
      'SELECT Account.Name, IsDirect FROM AccountContactRelation ORDER BY Account.Name',
    );
    assert.deepEqual(rows, [
      { Account: { Name: 'Other' }, IsDirect: false },
      { Account: { Name: 'Own' }, IsDirect: true },
    ]);
  });

  it('two statuses for a campaign; a member once, with what the person is', async () => {
    const campaign = await client.create('Campaign', { Name: 'C' });
    const lead = await client.create('Lead', { LastName: 'Kim', Company: 'C', Email: 'k@x.example' });
    const member = { CampaignId: campaign, LeadId: lead };
    assert.equal(await code('CampaignMember', { CampaignId: campaign }), 'REQUIRED_FIELD_MISSING');
    assert.equal(await code('CampaignMember', { ...member, Status: 'Responded' }), 'created');
    assert.equal(await code('CampaignMember', member), 'DUPLICATE_VALUE');
    const rows = await client.records('SELECT Name, Email, Type, HasResponded FROM CampaignMember');
    assert.deepEqual(rows, [{ Name: 'Kim', Email: 'k@x.example', Type: 'Lead', HasResponded: true }]);
    const statuses = await client.records(
      'SELECT Label, IsDefault, HasResponded FROM CampaignMemberStatus ORDER BY SortOrder',
    );
    assert.deepEqual(statuses, [
      { Label: 'Sent', IsDefault: true, HasResponded: false },
      { Label: 'Responded', IsDefault: false, HasResponded: true },
    ]);
  });

  it('the two ends of an event from either form', async () => {
    const read = async (record: Record<string, unknown>) => {
      const id = await client.create('Event', record);
      const [row] = await client.records(
        `SELECT StartDateTime, EndDateTime, DurationInMinutes, ActivityDate FROM Event WHERE Id = '${id}'`,
      );
      return Object.values(row ?? {});
    };
    const expected = ['2026-01-05T09:00:00.000+0000', '2026-01-05T09:45:00.000+0000', 45, '2026-01-05'];
    assert.deepEqual(
      await read({ StartDateTime: '2026-01-05T10:00:00+01:00', EndDateTime: '2026-01-05T09:45:00Z' }),
      expected,
    );
    assert.deepEqual(
      await read({ ActivityDateTime: '2026-01-05T09:00:00Z', DurationInMinutes: 45 }),
      expected,
    );
    const day = await read({ IsAllDayEvent: true, ActivityDate: '2026-01-05' });
    assert.deepEqual(day.slice(2), [1440, '2026-01-05']);
    assert.equal(
      await code('Event', { StartDateTime: '2026-01-05T10:00:00Z', EndDateTime: '2026-01-05T09:00:00Z' }),
      'FIELD_INTEGRITY_EXCEPTION',
    );
  });

  it('an attendee of an event once', async () => {
    const event = await client.create('Event', {
      StartDateTime: '2026-01-05T10:00:00Z',
      DurationInMinutes: 5,
    });
    const lead = await client.create('Lead', { LastName: 'Kim', Company: 'C' });
    const relation = { EventId: event, RelationId: lead, Status: 'Accepted' };
    assert.deepEqual(
      [await code('EventRelation', relation), await code('EventRelation', relation)],
      ['created', 'DUPLICATE_VALUE'],
    );
  });

  it('the number, the closing and the account of a case', async () => {
    const account = await client.create('Account', { Name: 'A' });
    const contact = await client.create('Contact', {
      LastName: 'L',
      AccountId: account,
      Email: 'l@x.example',
    });
    await client.create('Case', {
      ContactId: contact,
      Status: 'Closed',
      CreatedDate: '2020-01-01T00:00:00Z',
    });
    const [row] = await client.records(
      'SELECT CaseNumber, AccountId, ContactEmail, IsClosed, Priority FROM Case',
    );
    const { CaseNumber, ...rest } = row ?? {};
    assert.match(String(CaseNumber), /^\d{8}$/);
    assert.deepEqual(rest, {
      AccountId: account,
      ContactEmail: 'l@x.example',
      IsClosed: true,
      Priority: 'Medium',
    });
    const kept = await client.call('DELETE', `/sobjects/Account/${account}`);
    assert.deepEqual([kept.status, kept.body[0].errorCode], [400, 'DELETE_FAILED']);
  });

  it('an article goes from draft over online to archived, and only so', async () => {
    const id = await client.create('Knowledge__kav', { Title: 'How to', UrlName: 'how-to' });
    const go = async (status: string) => {
      const { status: http, body } = await client.call('PATCH', `/sobjects/Knowledge__kav/${id}`, {
        PublishStatus: status,
      });
      return http === 204 ? 'ok' : String(body[0].errorCode);
    };
    assert.equal(await code('Knowledge__kav', { Title: 'T', UrlName: 'how-to' }), 'DUPLICATE_VALUE');
    assert.equal(await code('Knowledge__kav', { Title: 'T' }), 'REQUIRED_FIELD_MISSING');
    assert.deepEqual([await go('Archived'), await go('Online')], ['INVALID_STATUS', 'ok']);
    const edit = await client.call('PATCH', `/sobjects/Knowledge__kav/${id}`, { Title: 'Other' });
    assert.equal(edit.body[0].errorCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
    assert.equal(await go('Archived'), 'ok');
    const [row] = await client.records(
      'SELECT PublishStatus, VersionNumber, KnowledgeArticleId FROM Knowledge__kav',
    );
    assert.deepEqual([row?.['PublishStatus'], row?.['VersionNumber']], ['Archived', 1]);
  });

  it('an account cannot be its own parent', async () => {
    const id = await client.create('Account', { Name: 'A' });
    const { body } = await client.call('PATCH', `/sobjects/Account/${id}`, { ParentId: id });
    assert.equal(body[0].errorCode, 'CIRCULAR_DEPENDENCY');
  });
});
