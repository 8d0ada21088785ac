/** Deals, their products, and tasks. */
import { day, dayMonthYear, dayMonthYearTime, moment } from '../dates.ts';
import type { MessKind } from '../mess.ts';
import { companyAt, contactAt, ownerOf } from '../people.ts';
import type { CsvTable } from '../table.ts';
import { note, subject } from '../text.ts';
import * as words from '../words.ts';
import { orphanId } from '../world.ts';

export const deals: CsvTable = {
  object: 'Deal',
  path: 'deals.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    'ID',
    'Name',
    'Value',
    'Currency',
    'Pipeline',
    'Stage',
    'Probability',
    'Expected Close Date',
    'Company ID',
    'Contact ID',
    'Owner ID',
    'Lost Reason',
    'Contract Type',
    'Created At',
    'Updated At',
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
      world.id('Deal', index),
      `${company || contact.email} – ${random.pick(words.subjects)}`,
      (random.int(20_000_000) / 100).toFixed(2),
      random.chance(0.8) ? 'EUR' : 'USD',
      pipeline,
      printed,
      probability,
      random.chance(0.95) ? closes : '',
      contact.company < 0 ? '' : contact.companyId,
      contact.id,
      owner.id,
      probability === 0 ? random.pick(words.lostReasons) : '',
      random.chance(0.5) ? random.pick(['New Business', 'Renewal', 'Upsell']) : '',
      dayMonthYearTime(created),
      dayMonthYearTime(moment(random, created)),
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
      world.id('DealProduct', index),
      deal,
      world.id('Product', random.int(world.count('Product'))),
      1 + random.int(20),
      decimalComma(1 + random.int(500_000) / 100),
      decimalComma(random.int(40) / 2),
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
      world.id('Task', index),
      title.text,
      text.text,
      random.pick(['Open', 'In Progress', 'Done', 'Waiting']),
      random.pick(['Low', 'Normal', 'High']),
      dayMonthYear(created + random.int(60) * day),
      random.chance(0.7) ? world.id('Contact', random.skewed(world.count('Contact'))) : '',
      random.chance(0.5) ? world.id('Deal', random.skewed(world.count('Deal'))) : '',
      owner.id,
      dayMonthYearTime(created),
    ];
    const ragged = index % 600 === 9;
    // What stands behind the cut is not in the export, so it is not counted either.
    tally.add([...title.mess, ...text.mess, ...(ragged ? (['raggedRows'] as const) : owner.mess)]);
    return ragged ? cells.slice(0, 6) : cells;
  },
};
