/** Tickets, their messages and the articles of the help centre. */
import { dayMonthYearTime, iso, moment } from '../dates.ts';
import { contactAt, ownerOf, userAt } from '../people.ts';
import type { CsvTable, JsonTable } from '../table.ts';
import { html, note, subject } from '../text.ts';
import * as words from '../words.ts';
import type { World } from '../world.ts';

const categories = ['Billing', 'Technical', 'How-to', 'Feature request'] as const;

function requesterOf(world: World, ticket: number): string {
  const random = world.random('requester', ticket);
  if (random.chance(0.1)) return `stranger${ticket}@elsewhere.example`;
  const { email } = contactAt(world, random.skewed(world.count('Contact')));
  return random.chance(0.2) ? email.toUpperCase() : email;
}

export const tickets: CsvTable = {
  object: 'Ticket',
  path: 'tickets.csv',
  mess: ['dayMonthYearFiles'],
  headings: [
    'ID',
    'Subject',
    'Description',
    'Status',
    'Priority',
    'Category',
    'Channel',
    'Contact Email',
    'Assignee ID',
    'Created At',
    'Updated At',
  ],
  row(world, index, tally) {
    const random = world.random('ticket', index);
    const title = subject(random, index);
    const text = note(random, index);
    const assignee = ownerOf(world, random, index);
    const created = moment(random);
    tally.add([...title.mess, ...text.mess, ...assignee.mess]);
    return [
      world.id('Ticket', index),
      title.text,
      text.text,
      random.pick(['New', 'Open', 'Pending', 'Solved', 'Closed']),
      random.pick(['Low', 'Normal', 'High', 'Urgent']),
      random.pick(categories),
      random.pick(['Email', 'Web', 'Phone', 'Chat']),
      requesterOf(world, index),
      assignee.id,
      dayMonthYearTime(created),
      dayMonthYearTime(moment(random, created)),
    ];
  },
};

export const ticketMessages: JsonTable = {
  object: 'TicketMessage',
  path: 'ticket_messages.jsonl',
  lines: true,
  row(world, index, tally) {
    const random = world.random('ticket message', index);
    const ticket = random.int(world.count('Ticket'));
    const agent = random.chance(0.5);
    const body = random.chance(0.3) ? html(random) : { text: random.pick(words.sentences), mess: [] };
    tally.add(body.mess);
    return {
      id: world.id('TicketMessage', index),
      ticket_id: world.id('Ticket', ticket),
      author_email: agent ? userAt(world, random.int(world.count('User'))).email : requesterOf(world, ticket),
      author_type: agent ? 'agent' : 'customer',
      public: !agent || random.chance(0.7),
      body: body.text,
      sent_at: iso(moment(random)),
    };
  },
};

export const articles: JsonTable = {
  object: 'Article',
  path: 'articles.json',
  lines: false,
  row(world, index, tally) {
    const random = world.random('article', index);
    const body = html(random);
    tally.add(body.mess);
    return {
      id: world.id('Article', index),
      title: `How to ${random.pick(words.subjects).toLowerCase()} ${index + 1}`,
      summary: random.pick(words.sentences),
      body_html: body.text,
      category: random.pick(categories),
      status: random.pick(['draft', 'published', 'published', 'archived']),
      slug: `how-to-${index + 1}`,
      updated_at: iso(moment(random)),
    };
  },
};
