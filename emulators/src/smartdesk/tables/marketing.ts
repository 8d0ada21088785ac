/** Campaigns, their members, templates and flow memberships. */
import { day, dayMonthYear, dayMonthYearTime, moment } from '../dates.ts';
import { contactAt, ownerOf } from '../people.ts';
import type { CsvTable, JsonTable } from '../table.ts';
import { html } from '../text.ts';
import * as words from '../words.ts';

export const campaigns: CsvTable = {
  object: 'Campaign',
  path: 'campaigns.csv',
  mess: ['dayMonthYearFiles'],
  headings: ['ID', 'Name', 'Type', 'Status', 'Start Date', 'End Date', 'Budget', 'Owner ID'],
  row(world, index, tally) {
    const random = world.random('campaign', index);
    const owner = ownerOf(world, random, index);
    const start = moment(random);
    tally.add(owner.mess);
    return [
      world.id('Campaign', index),
      `${random.pick(words.leadSources)} campaign ${index + 1}`,
      random.pick(words.leadSources),
      random.pick(['Planned', 'In Progress', 'Completed']),
      dayMonthYear(start),
      dayMonthYear(start + random.int(90) * day),
      random.int(200) * 100,
      owner.id,
    ];
  },
};

export const campaignMembers: CsvTable = {
  object: 'CampaignMember',
  path: 'campaign_members.csv',
  mess: ['dayMonthYearFiles'],
  headings: ['ID', 'Campaign ID', 'Contact ID', 'Lead ID', 'Status', 'Responded At'],
  row(world, index) {
    const random = world.random('campaign member', index);
    const isLead = random.chance(0.3);
    const status = random.pick(['Sent', 'Opened', 'Responded']);
    return [
      world.id('CampaignMember', index),
      world.id('Campaign', random.int(world.count('Campaign'))),
      isLead ? '' : world.id('Contact', random.int(world.count('Contact'))),
      isLead ? world.id('Lead', random.int(world.count('Lead'))) : '',
      status,
      status === 'Responded' ? dayMonthYearTime(moment(random)) : '',
    ];
  },
};

export const emailTemplates: JsonTable = {
  object: 'EmailTemplate',
  path: 'email_templates.json',
  lines: false,
  row(world, index, tally) {
    const random = world.random('email template', index);
    const body = html(random);
    tally.add(body.mess);
    return {
      id: world.id('EmailTemplate', index),
      name: `${random.pick(words.subjects)} template ${index + 1}`,
      subject: `${random.pick(words.subjects)} for {{company}}`,
      body_html: body.text,
      folder: random.pick(['Sales', 'Service', 'Marketing']),
      active: random.chance(0.8),
    };
  },
};

export const flowMemberships: CsvTable = {
  object: 'FlowMembership',
  path: 'flow_memberships.csv',
  headings: ['ID', 'Contact Email', 'Flow Name', 'Step Reached'],
  row(world, index) {
    const random = world.random('flow membership', index);
    return [
      world.id('FlowMembership', index),
      contactAt(world, random.int(world.count('Contact'))).email,
      random.pick(['Onboarding', 'Win back', 'Newsletter']),
      1 + random.int(6),
    ];
  },
};
