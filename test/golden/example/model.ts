/**
 * What the example's mapping must do with an export, worked out a second time: a plain reading of main.migmap in a few
 * loops, which shares no code with the language or the engine. Ids of the destination are looked up in the org by
 * SmartDesk id alone.
 */
import { isoDate, type ExportEntry, type ExportReader, type ExportRow } from './export.ts';
import type { Org } from './salesforce.ts';

export type Fate = 'created' | 'merged' | 'skipped' | 'held';

/** What becomes of one record in a phase's scope. */
export interface Expected {
  /** Id of the row in the export. */
  readonly id: string;
  readonly fate: Fate;
  /** What the destination record must hold. */
  readonly fields: Readonly<Record<string, string | number | null>>;
}

export interface Phase {
  readonly id: string;
  readonly source: string;
  readonly object: string;
  readonly records: readonly Expected[];
}

type Fields = Expected['fields'];
type Row = ExportRow | ExportEntry;
interface OrgDefinition {
  readonly users: readonly { email: string; active?: boolean }[];
}

/** Pipeline and stage of the export → record type, stage and probability of the org. */
const stages: Record<string, Record<string, [stage: string, probability: number]>> = {
  Enterprise: {
    Discovery: ['Qualification', 10],
    Qualified: ['Needs Analysis', 30],
    Proposal: ['Proposal/Price Quote', 60],
    Negotiation: ['Negotiation/Review', 80],
    Won: ['Closed Won', 100],
    Lost: ['Closed Lost', 0],
  },
  'Small Business': {
    New: ['Prospecting', 5],
    Demo: ['Value Proposition', 25],
    Offer: ['Proposal/Price Quote', 55],
    Won: ['Closed Won', 100],
    Lost: ['Closed Lost', 0],
  },
  Renewals: {
    Upcoming: ['Qualification', 50],
    'In Review': ['Negotiation/Review', 70],
    Renewed: ['Closed Won', 100],
    Churned: ['Closed Lost', 0],
  },
};

const text = (row: Row, field: string): string => {
  const value = row[field];
  return typeof value === 'string' ? value.trim() : '';
};
const lower = (value: string): string => value.toLowerCase();
const number = (value: string): number | null =>
  value === '' ? null : Number(value.replaceAll('.', '').replace(',', '.'));

/** The phases of the load in the order of main.migmap, and the state of every record. */
export function expectedLoad(files: ExportReader, org: Org, definition: OrgDefinition): Phase[] {
  const companies = files.csv('companies.csv').rows;
  const leads = files.csv('leads.csv').rows;
  const contacts = files.csv('contacts.csv').rows;
  const deals = files.csv('deals.csv').rows;
  const products = files.csv('products.csv', { encoding: 'windows-1252' }).rows;
  const lines = files.csv('deal_products.csv', { delimiter: ';' }).rows;
  const tickets = files.csv('tickets.csv').rows;
  const messages = files.jsonLines('ticket_messages.jsonl');
  const campaigns = files.csv('campaigns.csv').rows;
  const members = files.csv('campaign_members.csv').rows;
  const activities = files.jsonLines('activities.jsonl');
  const attachments = files.csv('attachments.csv').rows;
  const territories = files.csv('territories.csv').rows;

  // Users: matched by e-mail with an active user of the org.
  const active = new Set(definition.users.filter((u) => u.active !== false).map((u) => lower(u.email)));
  const emails = new Map(files.csv('users.csv').rows.map((u) => [u['id']!, lower(u['email']!)]));
  const userId = (id: string): string | undefined => {
    const email = emails.get(id);
    return email !== undefined && active.has(email) ? org.id('User', email, 'Email') : undefined;
  };
  const ownerMissing = (id: string): boolean => id !== '' && userId(id) === undefined;

  // Where the record of a source id is: its own, or the one that it was merged into. Undefined while it is held.
  const arrived = new Map<string, string>();
  const waiting = new Set<string>();
  const phases: Phase[] = [];

  /** Adds a phase; records of one `group` become one record, the one that is in the org. */
  const phase = <R extends Row>(
    id: string,
    rows: readonly R[],
    decide: (row: R) => { held?: boolean; skipped?: boolean; fields?: Fields },
    { group, reject }: { group?: (row: R) => string; reject?: (row: R, fields: Fields) => string } = {},
  ): void => {
    const [source, object] = id.replace(/#\d$/, '').split('->') as [string, string];
    const survivors = new Map<string, string>();
    const filled = new Map<string, Fields>();
    const taken = new Set<string>();
    const decided = rows.map((row) => ({ row, id: text(row, 'id'), ...decide(row) }));
    const free = decided.filter((d) => !d.held && !d.skipped);
    for (const { row, id: own, fields = {} } of free) {
      const key = group?.(row);
      if (!key) continue;
      if (!survivors.has(key) && org.id(object, own)) survivors.set(key, own);
      // What the survivor leaves empty, the records merged into it fill.
      const others = filled.get(key) ?? {};
      const fresh = Object.entries(fields).filter(([name]) => (others[name] ?? null) === null);
      filled.set(key, { ...others, ...Object.fromEntries(fresh) });
    }
    const records = decided.map(({ row, id: own, held, skipped, fields = {} }): Expected => {
      if (held || skipped) return { id: own, fate: held ? 'held' : 'skipped', fields };
      const key = group?.(row) || ' ';
      const survivor = survivors.get(key);
      const merged = survivor !== undefined && survivor !== own;
      const pair = reject?.(row, fields);
      if (pair !== undefined && taken.has(pair)) return { id: own, fate: 'held', fields };
      if (pair !== undefined) taken.add(pair);
      const found = hasKey(object) ? org.id(object, merged ? survivor : own) : undefined;
      if (found) arrived.set(own, found);
      if (merged) return { id: own, fate: 'merged', fields };
      const present = Object.entries(fields).filter(([, value]) => value !== null);
      return {
        id: own,
        fate: 'created',
        fields: { ...fields, ...filled.get(key), ...Object.fromEntries(present) },
      };
    });
    for (const record of records) if (record.fate === 'held') waiting.add(record.id);
    phases.push({ id, source, object, records });
  };
  const keyed = new Map<string, boolean>();
  const hasKey = (object: string): boolean => {
    if (!keyed.has(object)) keyed.set(object, 'SmartDesk_Id__c' in (org.rows(object)[0] ?? {}));
    return keyed.get(object)!;
  };

  /** `ref(a) ?? ref(b)`: the first id that has a record; where one waits before it, or none has, this waits. */
  const first = (...ids: string[]): { id: string | null; held: boolean } => {
    for (const id of ids) {
      const found = arrived.get(id);
      if (found !== undefined) return { id: found, held: false };
      if (waiting.has(id)) return { id: null, held: true };
    }
    return { id: null, held: ids.some((id) => id !== '') };
  };
  const at = (row: Row, ...fields: string[]) => first(...fields.map((field) => text(row, field)));

  phase(
    'Company->Account',
    companies,
    (row) => ({
      held: ownerMissing(row['owner_id']!),
      fields: {
        Name: row['name']!.trim(),
        BillingCity: row['city']! || null,
        OwnerId: userId(row['owner_id']!) ?? migrationUser(org),
        CreatedDate: isoDate(row['created_at']!),
      },
    }),
    { group: (row) => lower(row['domain']!) },
  );

  const person = (row: ExportRow): Fields => ({
    FirstName: row['first_name']! || null,
    LastName: row['last_name']!.trim() || row['email']!.split('@')[0]!,
    Email: lower(row['email']!) || null,
    OwnerId: userId(row['owner_id']!) ?? migrationUser(org),
    CreatedDate: isoDate(row['created_at']!),
  });
  const customers = new Set(leads.filter((lead) => lead['status'] === 'Customer').map((lead) => lead['id']!));
  const lead = (row: ExportRow) => ({ held: ownerMissing(row['owner_id']!), fields: person(row) });
  phase(
    'Lead->Lead',
    leads.filter((row) => !customers.has(row['id']!)),
    lead,
  );
  phase(
    'Lead->Contact',
    leads.filter((row) => customers.has(row['id']!)),
    lead,
  );
  phase(
    'Contact->Contact',
    contacts,
    (row) => {
      const company = at(row, 'company_id');
      return {
        held: company.held || ownerMissing(row['owner_id']!),
        fields: {
          ...person(row),
          AccountId: company.id,
          sd_original_lifecycle__c: row['lifecycle_stage']! || null,
          sd_newsletter__c: row['newsletter'] === 'yes' ? 1 : 0,
        },
      };
    },
    { group: (row) => lower(row['email']!) },
  );

  phase('Deal->Opportunity', deals, (row) => {
    const company = at(row, 'company_id');
    const stage = stages[row['pipeline']!]?.[row['stage']!];
    return {
      held: company.held || ownerMissing(row['owner_id']!) || !stage || row['expected_close_date'] === '',
      fields: {
        AccountId: company.id,
        ContactId: arrived.get(row['contact_id']!) ?? null,
        RecordTypeId: org.id('RecordType', row['pipeline']!, 'Name')!,
        StageName: stage?.[0] ?? null,
        Probability: row['probability'] === '' ? (stage?.[1] ?? null) : Number(row['probability']),
        CloseDate: isoDate(row['expected_close_date']!),
        OwnerId: userId(row['owner_id']!) ?? migrationUser(org),
        CreatedDate: isoDate(row['created_at']!),
      },
    };
  });

  const contactOf = new Map<string, string>();
  for (const row of contacts)
    if (row['email'] && arrived.has(row['id']!)) contactOf.set(lower(row['email']), arrived.get(row['id']!)!);
  // Contacts before leads; a lead does not stand in for a contact that waits. Customers are contacts that were leads.
  const addresses = new Map(contactOf);
  const ofContacts = new Set(contacts.map((row) => lower(row['email']!)));
  for (const row of leads)
    if (row['email'] && arrived.has(row['id']!) && !ofContacts.has(lower(row['email'])))
      addresses.set(lower(row['email']), arrived.get(row['id']!)!);

  phase('Ticket->Case', tickets, (row) => ({
    held: ownerMissing(row['assignee_id']!),
    fields: {
      ContactId: contactOf.get(lower(row['contact_email']!)) ?? null,
      SuppliedEmail: lower(row['contact_email']!) || null,
      OwnerId: userId(row['assignee_id']!) ?? migrationUser(org),
      CreatedDate: isoDate(row['created_at']!),
    },
  }));

  phase('Product->Product2', products, (row) => ({
    fields: { Name: row['name']!, ProductCode: row['code']!, IsActive: row['active'] === 'yes' ? 1 : 0 },
  }));
  const productIds = new Map(products.map((row) => [row['id']!, arrived.get(row['id']!)]));
  phase('Product->PricebookEntry', products, (row) => ({
    fields: {
      Product2Id: productIds.get(row['id']!)!,
      Pricebook2Id: org.id('Pricebook2', 'Standard Price Book', 'Name')!,
      UnitPrice: Number(row['unit_price']),
      IsActive: 1,
    },
  }));
  phase('DealProduct->OpportunityLineItem', lines, (row) => {
    const [deal, entry] = [at(row, 'deal_id'), at(row, 'product_id')];
    return {
      held: deal.held || entry.held,
      fields: {
        OpportunityId: deal.id,
        PricebookEntryId: entry.id,
        Quantity: number(row['quantity']!),
        UnitPrice: number(row['unit_price']!),
        Discount: number(row['discount']!),
      },
    };
  });

  const own = new Map(contacts.map((row) => [row['id']!, at(row, 'company_id').id]));
  const others = contacts.flatMap((row) =>
    row['other_company_ids']!.split(';')
      .map((id) => id.trim())
      .filter((id) => id !== '')
      .map((other) => ({ id: row['id']!, company_id: row['company_id']!, other })),
  );
  // The platform relates a contact with its own account; a second relation of the same two is refused.
  const related = new Set(
    org.rows('Contact').flatMap((row) => (row['AccountId'] ? [`${row['AccountId']} ${row['Id']}`] : [])),
  );
  phase(
    'Contact->AccountContactRelation',
    others,
    (row) => {
      const [company, contact] = [at(row, 'other'), at(row, 'id')];
      const known = related.has(`${company.id} ${contact.id}`);
      return {
        held: row.company_id === '' || !own.get(row.id) || company.held || contact.held || known,
        fields: { AccountId: company.id, ContactId: contact.id },
      };
    },
    { reject: (_, fields) => `${fields['AccountId']} ${fields['ContactId']}` },
  );

  phase('TeamMember->AccountTeamMember', files.csv('team_members.csv').rows, (row) => {
    const company = at(row, 'company_id');
    return {
      held: company.held || row['company_id'] === '' || userId(row['user_id']!) === undefined,
      fields: { AccountId: company.id, UserId: userId(row['user_id']!) ?? null },
    };
  });
  phase('Territory->Territory2', territories, (row) => ({
    fields: { Name: row['name']!, Description: row['region']! },
  }));
  phase(
    'Territory->UserTerritory2Association',
    territories.filter((row) => row['owner_id'] !== ''),
    (row) => ({
      held: ownerMissing(row['owner_id']!),
      fields: {
        UserId: userId(row['owner_id']!) ?? null,
        Territory2Id: org.id('Territory2', row['name']!, 'Name') ?? null,
      },
    }),
  );

  phase('Campaign->Campaign', campaigns, (row) => ({
    held: ownerMissing(row['owner_id']!),
    fields: {
      Name: row['name']!,
      Status: row['status']!,
      StartDate: isoDate(row['start_date']!),
      BudgetedCost: row['budget'] === '' ? null : Number(row['budget']),
    },
  }));
  const inCampaign = new Set<string>();
  const membership = (row: ExportRow, field: 'ContactId' | 'LeadId', id: string) => {
    const campaign = at(row, 'campaign_id');
    const member = at(row, id);
    const pair = `${campaign.id} ${member.id}`;
    const twice = !campaign.held && !member.held && inCampaign.has(pair);
    inCampaign.add(pair);
    return {
      held: campaign.held || member.held || twice,
      fields: { CampaignId: campaign.id, [field]: member.id },
    };
  };
  const memberships: [string, (row: ExportRow) => boolean, 'ContactId' | 'LeadId', string][] = [
    ['', (row) => row['contact_id'] !== '', 'ContactId', 'contact_id'],
    ['#2', (row) => row['contact_id'] === '' && customers.has(row['lead_id']!), 'ContactId', 'lead_id'],
    ['#3', (row) => row['contact_id'] === '' && !customers.has(row['lead_id']!), 'LeadId', 'lead_id'],
  ];
  for (const [suffix, scope, field, id] of memberships)
    phase(`CampaignMember->CampaignMember${suffix}`, members.filter(scope), (row) =>
      membership(row, field, id),
    );

  phase('Task->Task', files.csv('tasks.csv').rows, (row) => {
    const [who, what] = [at(row, 'contact_id'), at(row, 'deal_id')];
    return {
      held: who.held || what.held || ownerMissing(row['assignee_id']!),
      fields: {
        WhoId: who.id,
        WhatId: what.id,
        TaskSubtype: 'Task',
        OwnerId: userId(row['assignee_id']!) ?? migrationUser(org),
        ActivityDate: isoDate(row['due_date']!),
        CreatedDate: isoDate(row['created_at']!),
      },
    };
  });

  const kind = (type: string) => activities.filter((row) => row['type'] === type);
  const activity = (row: ExportEntry, more: Fields) => {
    const [who, what] = [at(row, 'contact_id', 'lead_id'), at(row, 'deal_id', 'company_id')];
    return {
      held: who.held || what.held || ownerMissing(text(row, 'owner_id')),
      fields: {
        WhoId: who.id,
        WhatId: what.id,
        OwnerId: userId(text(row, 'owner_id')) ?? migrationUser(org),
        ...more,
      },
    };
  };
  const day = (row: Row) => text(row, 'occurred_at').slice(0, 10);
  phase('Activity->Task', kind('call'), (row) =>
    activity(row, {
      TaskSubtype: 'Call',
      CallDurationInSeconds: row['duration_seconds'] as number,
      ActivityDate: day(row),
      CreatedDate: text(row, 'occurred_at'),
    }),
  );
  phase(
    'Activity->Task#2',
    kind('email').filter((row) => text(row, 'body') === ''),
    (row) =>
      activity(row, { TaskSubtype: 'Email', ActivityDate: day(row), CreatedDate: text(row, 'occurred_at') }),
  );
  phase('Activity->Event', kind('meeting'), (row) =>
    activity(row, {
      StartDateTime: text(row, 'starts_at') || text(row, 'occurred_at'),
      CreatedDate: text(row, 'occurred_at'),
    }),
  );
  const invitations = kind('meeting').flatMap((row) =>
    ((row['attendees'] ?? []) as { email: string }[]).map(({ email }) => ({ id: row.id, email })),
  );
  phase(
    'Activity->EventRelation',
    invitations,
    (row) => {
      const event = at(row, 'id');
      const relation = addresses.get(lower(row.email));
      return {
        held: event.held,
        skipped: !event.held && relation === undefined,
        fields: { EventId: event.id, RelationId: relation ?? null },
      };
    },
    { reject: (_, fields) => `${fields['EventId']} ${fields['RelationId']}` },
  );

  phase(
    'TicketMessage->EmailMessage',
    messages.filter((row) => row['public'] === true),
    (row) => {
      const ticket = at(row, 'ticket_id');
      return {
        held: ticket.held,
        fields: {
          ParentId: ticket.id,
          MessageDate: text(row, 'sent_at'),
          Subject: `Re: ticket ${text(row, 'ticket_id')}`,
        },
      };
    },
  );
  phase(
    'Activity->EmailMessage',
    kind('email').filter((row) => text(row, 'body') !== ''),
    (row) => {
      const regarding = at(row, 'deal_id', 'company_id');
      return {
        held: regarding.held,
        fields: {
          RelatedToId: regarding.id,
          MessageDate: text(row, 'occurred_at'),
          Incoming: row['direction'] === 'in' ? 1 : 0,
          FromAddress: text(row, 'from_email') || null,
        },
      };
    },
  );
  const relation = (row: { id: string }, type: string, address: string) => {
    const [mail, person] = [at(row, 'id'), addresses.get(lower(address))];
    return {
      held: mail.held,
      skipped: !mail.held && person === undefined,
      fields: {
        EmailMessageId: mail.id,
        RelationId: person ?? null,
        RelationType: type,
        RelationAddress: address,
      },
    };
  };
  const mails = kind('email').filter((row) => text(row, 'body') !== '');
  const recipients = mails.flatMap(({ id, to_emails }) =>
    ((to_emails ?? []) as string[]).map((address) => ({ id, address })),
  );
  phase('Activity->EmailMessageRelation', recipients, (row) => relation(row, 'ToAddress', row.address));
  phase(
    'Activity->EmailMessageRelation#2',
    mails.filter((row) => text(row, 'from_email') !== ''),
    (row) => relation(row, 'FromAddress', text(row, 'from_email')),
  );
  phase(
    'TicketMessage->CaseComment',
    messages.filter((row) => row['public'] !== true),
    (row) => {
      const ticket = at(row, 'ticket_id');
      return { held: ticket.held, fields: { ParentId: ticket.id, CreatedDate: text(row, 'sent_at') } };
    },
  );

  phase('Activity->ContentNote', kind('note'), (row) => ({
    held: ownerMissing(text(row, 'owner_id')),
    fields: { Title: text(row, 'subject') || 'Note', CreatedDate: text(row, 'occurred_at') },
  }));
  phase('Article->Knowledge__kav', files.json('articles.json'), (row) => ({
    fields: { Title: text(row, 'title'), UrlName: text(row, 'slug'), Body__c: text(row, 'body_html') },
  }));
  phase('EmailTemplate->EmailTemplate', files.json('email_templates.json'), (row) => ({
    fields: { Name: text(row, 'name'), Subject: text(row, 'subject'), HtmlValue: text(row, 'body_html') },
  }));
  phase('Attachment->ContentVersion', attachments, (row) => {
    const parent = at(row, 'parent_id');
    const bytes = files.bytes(row['path']!);
    return {
      held: parent.held || row['parent_id'] === '' || bytes === undefined,
      fields: {
        Title: row['filename']!,
        PathOnClient: row['filename']!,
        FirstPublishLocationId: parent.id,
        ContentSize: bytes?.length ?? null,
        CreatedDate: isoDate(row['created_at']!),
      },
    };
  });
  phase('Activity->ContentDocumentLink', kind('note'), (row) => {
    const entity = at(row, 'deal_id', 'contact_id', 'lead_id', 'company_id');
    return {
      held: ownerMissing(text(row, 'owner_id')) || entity.held || entity.id === null,
      fields: { LinkedEntityId: entity.id, ShareType: 'V' },
    };
  });
  return phases;
}

/** The user who ran the load: the one that the org's definition does not list. */
export function migrationUser(org: Org): string {
  return String(org.rows('Product2')[0]?.['CreatedById']);
}
