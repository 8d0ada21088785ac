/** Companies, contacts and leads. */
import { dayMonthYear, dayMonthYearTime, moment } from '../dates.ts';
import { companyAt, contactAt, leadAt, ownerOf, phone } from '../people.ts';
import type { CsvTable } from '../table.ts';
import { note } from '../text.ts';
import * as words from '../words.ts';

export const companies: CsvTable = {
  object: 'Company',
  path: 'companies.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    'ID',
    'Name',
    'Domain',
    'Industry',
    'Employee Count',
    'Annual Revenue',
    'Phone',
    'Street',
    'City',
    'State',
    'Postal Code',
    'Country',
    'Parent ID',
    'Owner ID',
    'Account Tier',
    'Description',
    'Created At',
    'Updated At',
  ],
  row(world, index, tally) {
    const random = world.random('company row', index);
    const company = companyAt(world, index);
    const owner = ownerOf(world, random, index);
    const place = random.pick(words.places);
    const text = note(random, index);
    const created = moment(random);
    tally.add([...company.mess, ...owner.mess, ...text.mess]);
    return [
      company.id,
      company.name,
      company.domain,
      random.chance(0.9) ? random.pick(words.industries) : '',
      random.chance(0.8) ? 1 + random.int(5000) : '',
      random.chance(0.7) ? random.int(50_000) * 1000 : '',
      phone(place, random),
      `${place[0]} ${1 + random.int(200)}`,
      place[1],
      place[2],
      place[3],
      place[4],
      company.parentId,
      owner.id,
      random.chance(0.6) ? random.pick(words.tiers) : '',
      text.text,
      dayMonthYearTime(created),
      dayMonthYearTime(moment(random, created)),
    ];
  },
};

export const contacts: CsvTable = {
  object: 'Contact',
  path: 'contacts.csv',
  encoding: 'utf-8-bom',
  mess: ['dayMonthYearFiles', 'duplicatedHeadings'],
  headings: [
    'ID',
    'First Name',
    'Last Name',
    'Email',
    'Phone',
    'Mobile',
    'Title',
    'Company ID',
    'Other Company IDs',
    'Lifecycle Stage',
    'Street',
    'City',
    'State',
    'Postal Code',
    'Country',
    'Birthday',
    'Owner ID',
    'Newsletter',
    'Notes',
    'Notes',
    'Created At',
    'Updated At',
  ],
  row(world, index, tally) {
    const random = world.random('contact row', index);
    const contact = contactAt(world, index);
    const owner = ownerOf(world, random, index);
    const place = random.pick(words.places);
    const [text, more] = [note(random, index), note(random, index + 1)];
    const others = random.chance(0.1) ? 1 + random.int(3) : 0;
    const otherIds = Array.from({ length: others }, () =>
      world.id('Company', random.int(world.count('Company'))),
    );
    const born = Date.UTC(1950 + random.int(55), random.int(12), 1 + random.int(28));
    tally.add([...contact.mess, ...owner.mess, ...text.mess, ...more.mess]);
    return [
      contact.id,
      contact.firstName,
      contact.lastName,
      contact.email,
      phone(place, random),
      random.chance(0.5) ? phone(place, random) : '',
      random.chance(0.7) ? random.pick(words.titles) : '',
      contact.companyId,
      otherIds.join(';'),
      random.pick(words.lifecycles),
      `${place[0]} ${1 + random.int(200)}`,
      place[1],
      place[2],
      place[3],
      place[4],
      random.chance(0.3) ? dayMonthYear(born) : '',
      owner.id,
      random.chance(0.4) ? 'yes' : 'no',
      text.text,
      more.text,
      dayMonthYearTime(contact.createdAt),
      dayMonthYearTime(moment(random, contact.createdAt)),
    ];
  },
};

export const leads: CsvTable = {
  object: 'Lead',
  path: 'leads.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    'ID',
    'First Name',
    'Last Name',
    'Email',
    'Phone',
    'Company Name',
    'Title',
    'Status',
    'Lead Source',
    'Industry',
    'Owner ID',
    'Score',
    'Created At',
    'Updated At',
  ],
  row(world, index, tally) {
    const random = world.random('lead row', index);
    const lead = leadAt(world, index);
    const owner = ownerOf(world, random, index);
    tally.add([...lead.mess, ...owner.mess]);
    return [
      lead.id,
      lead.firstName,
      lead.lastName,
      lead.email,
      phone(random.pick(words.places), random),
      lead.company < 0 ? '' : companyAt(world, lead.company).name,
      random.pick(words.titles),
      random.pick(words.leadStatuses),
      random.pick(words.leadSources),
      random.pick(words.industries),
      owner.id,
      random.int(101),
      dayMonthYearTime(lead.createdAt),
      dayMonthYearTime(moment(random, lead.createdAt)),
    ];
  },
};
