/** Companies, contacts, leads, deals and what hangs on deals. */
import { day, dayMonthYear, dayMonthYearTime, moment } from '../dates.ts';
import type { MessKind } from '../mess.ts';
import { companyAt, contactAt, leadAt, ownerOf, phone } from '../people.ts';
import type { CsvTable } from '../table.ts';
import { note, subject } from '../text.ts';
import * as words from '../words.ts';
import { orphanId } from '../world.ts';

export const companies: CsvTable = {
  object: 'Company',
  path: 'companies.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    ...[
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
    ],
    ...[
      'Postal Code',
      'Country',
      'Parent ID',
      'Owner ID',
      'Account Tier',
      'Description',
      'Created At',
      'Updated At',
    ],
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
      ...[company.id, company.name, company.domain, random.chance(0.9) ? random.pick(words.industries) : ''],
      ...[
        random.chance(0.8) ? 1 + random.int(5000) : '',
        random.chance(0.7) ? random.int(50_000) * 1000 : '',
      ],
      ...[phone(place, random), `${place[0]} ${1 + random.int(200)}`, place[1], place[2], place[3], place[4]],
      ...[company.parentId, owner.id, random.chance(0.6) ? random.pick(words.tiers) : '', text.text],
      ...[dayMonthYearTime(created), dayMonthYearTime(moment(random, created))],
    ];
  },
};

export const contacts: CsvTable = {
  object: 'Contact',
  path: 'contacts.csv',
  encoding: 'utf-8-bom',
  mess: ['dayMonthYearFiles', 'duplicatedHeadings'],
  headings: [
    ...[
      'ID',
      'First Name',
      'Last Name',
      'Email',
      'Phone',
      'Mobile',
      'Title',
      'Company ID',
      'Other Company IDs',
    ],
    ...[
      'Lifecycle Stage',
      'Street',
      'City',
      'State',
      'Postal Code',
      'Country',
      'Birthday',
      'Owner ID',
      'Newsletter',
    ],
    ...['Notes', 'Notes', 'Created At', 'Updated At'],
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
      ...[contact.id, contact.firstName, contact.lastName, contact.email, phone(place, random)],
      ...[
        random.chance(0.5) ? phone(place, random) : '',
        random.chance(0.7) ? random.pick(words.titles) : '',
      ],
      ...[contact.companyId, otherIds.join(';'), random.pick(words.lifecycles)],
      ...[`${place[0]} ${1 + random.int(200)}`, place[1], place[2], place[3], place[4]],
      ...[random.chance(0.3) ? dayMonthYear(born) : '', owner.id, random.chance(0.4) ? 'yes' : 'no'],
      ...[text.text, more.text],
      ...[dayMonthYearTime(contact.createdAt), dayMonthYearTime(moment(random, contact.createdAt))],
    ];
  },
};

export const leads: CsvTable = {
  object: 'Lead',
  path: 'leads.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    ...[
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
    ],
    ...['Owner ID', 'Score', 'Created At', 'Updated At'],
  ],
  row(world, index, tally) {
    const random = world.random('lead row', index);
    const lead = leadAt(world, index);
    const owner = ownerOf(world, random, index);
    tally.add([...lead.mess, ...owner.mess]);
    return [
      ...[lead.id, lead.firstName, lead.lastName, lead.email, phone(random.pick(words.places), random)],
      ...[lead.company < 0 ? '' : companyAt(world, lead.company).name, random.pick(words.titles)],
      ...[random.pick(words.leadStatuses), random.pick(words.leadSources), random.pick(words.industries)],
      ...[owner.id, random.int(101)],
      ...[dayMonthYearTime(lead.createdAt), dayMonthYearTime(moment(random, lead.createdAt))],
    ];
  },
};

export const deals: CsvTable = {
  object: 'Deal',
  path: 'deals.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    ...[
      'ID',
      'Name',
      'Value',
      'Currency',
      'Pipeline',
      'Stage',
      'Probability',
      'Expected Close Date',
      'Company ID',
    ],
    ...['Contact ID', 'Owner ID', 'Lost Reason', 'Contract Type', 'Created At', 'Updated At'],
  ],
  row(world, index, tally) {
    const random = world.random('deal row', index);
    const owner = ownerOf(world, random, index);
    const contactIndex = random.skewed(world.count('Contact'));
    const contact = contactAt(world, contactIndex);
    const [pipeline, stages] = random.pick(words.pipelines);
    const [stage, probability] = random.pick(stages);
    const mess: MessKind[] = [...owner.mess];
    if (contact.company >= 0) mess.push(...contact.mess.filter((kind) => kind === 'orphanCompanyIds'));
    let printed = stage;
    if (index % 24 === 5) {
      printed = ` ${stage.toLowerCase()}!`;
      mess.push('oddStages');
    } else if (index % 70 === 13) {
      printed = 'Limbo';
      mess.push('unknownStages');
    }
    const company = contact.company < 0 ? '' : companyAt(world, contact.company).name;
    const created = moment(random);
    const closes = dayMonthYear(moment(random, created) + random.int(200) * day);
    tally.add(mess);
    return [
      ...[world.id('Deal', index), `${company || contact.email} – ${random.pick(words.subjects)}`],
      ...[(random.int(20_000_000) / 100).toFixed(2), random.chance(0.8) ? 'EUR' : 'USD', pipeline, printed],
      ...[probability, random.chance(0.95) ? closes : '', contact.company < 0 ? '' : contact.companyId],
      ...[contact.id, owner.id, probability === 0 ? random.pick(words.lostReasons) : ''],
      ...[random.chance(0.5) ? random.pick(['New Business', 'Renewal', 'Upsell']) : ''],
      ...[dayMonthYearTime(created), dayMonthYearTime(moment(random, created))],
    ];
  },
};

export const products: CsvTable = {
  object: 'Product',
  path: 'products.csv',
  encoding: 'windows-1252',
  mess: ['windows1252Files'],
  headings: ['ID', 'Name', 'Code', 'Description', 'Unit Price', 'Active'],
  row(world, index) {
    const random = world.random('product', index);
    const name = `${random.pick(['Café-Paket', 'Büro-Lizenz', 'Crème Support', 'Schulung “Größe M”'])} ${index + 1}`;
    const price = (1 + random.int(500_000) / 100).toFixed(2);
    return [
      world.id('Product', index),
      name,
      `P-${1000 + index}`,
      random.pick(words.sentences),
      price,
      random.chance(0.9) ? 'yes' : 'no',
    ];
  },
};

export const dealProducts: CsvTable = {
  object: 'DealProduct',
  path: 'deal_products.csv',
  delimiter: ';',
  mess: ['decimalCommaFiles'],
  headings: ['ID', 'Deal ID', 'Product ID', 'Quantity', 'Unit Price', 'Discount'],
  row(world, index, tally) {
    const random = world.random('deal product', index);
    const orphan = index % 55 === 7;
    if (orphan) tally.add(['orphanDealIds']);
    const deal = orphan ? orphanId(world, 'Deal', random) : world.id('Deal', random.int(world.count('Deal')));
    return [
      ...[world.id('DealProduct', index), deal, world.id('Product', random.int(world.count('Product')))],
      ...[1 + random.int(20), decimalComma(1 + random.int(500_000) / 100), decimalComma(random.int(40) / 2)],
    ];
  },
};

/** `1.234,50` */
function decimalComma(amount: number): string {
  const [whole = '', cents = ''] = amount.toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${cents}`;
}

export const tasks: CsvTable = {
  object: 'Task',
  path: 'tasks.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    'ID',
    'Subject',
    'Description',
    'Status',
    'Priority',
    'Due Date',
    'Contact ID',
    'Deal ID',
    'Assignee ID',
    'Created At',
  ],
  row(world, index, tally) {
    const random = world.random('task', index);
    const title = subject(random, index);
    const text = note(random, index);
    const owner = ownerOf(world, random, index);
    const created = moment(random);
    const cells = [
      ...[
        world.id('Task', index),
        title.text,
        text.text,
        random.pick(['Open', 'In Progress', 'Done', 'Waiting']),
      ],
      ...[random.pick(['Low', 'Normal', 'High']), dayMonthYear(created + random.int(60) * day)],
      ...[random.chance(0.7) ? world.id('Contact', random.skewed(world.count('Contact'))) : ''],
      ...[random.chance(0.5) ? world.id('Deal', random.skewed(world.count('Deal'))) : ''],
      ...[owner.id, dayMonthYearTime(created)],
    ];
    const ragged = index % 600 === 9;
    tally.add([...title.mess, ...text.mess, ...owner.mess, ...(ragged ? (['raggedRows'] as const) : [])]);
    return ragged ? cells.slice(0, 6) : cells;
  },
};
