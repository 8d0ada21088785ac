/** Calls, e-mails, meetings and notes, gathered on the contacts and deals that are worked most. */
import { iso, minute, moment } from '../dates.ts';
import type { MessKind } from '../mess.ts';
import { contactAt, leadAt, ownerOf, userAt } from '../people.ts';
import type { Person } from '../people.ts';
import type { Random } from '../random.ts';
import type { CsvTable, JsonTable } from '../table.ts';
import { html, note, subject } from '../text.ts';
import type { World } from '../world.ts';
import { orphanId } from '../world.ts';

const types = ['call', 'email', 'email', 'email', 'meeting', 'note'] as const;

export const activities: JsonTable = {
  object: 'Activity',
  path: 'activities.jsonl',
  lines: true,
  row(world, index, tally) {
    const random = world.random('activity', index);
    const type = types[index % types.length] ?? 'note';
    const title = subject(random, index);
    const body = random.chance(0.5) ? html(random) : note(random, index + 1);
    const links = linksOf(world, random, index);
    const owner = ownerOf(world, random, index);
    const at = moment(random);
    const noBody = body.text === '' || (type === 'email' && index % 11 === 3);
    const mess: MessKind[] = [...title.mess, ...links.mess, ...owner.mess];
    mess.push(...(noBody ? (['missingBodies'] as const) : body.mess));
    tally.add(mess);
    return {
      id: world.id('Activity', index),
      type,
      subject: type === 'note' && random.chance(0.6) ? null : title.text,
      body: noBody ? null : body.text,
      occurred_at: iso(at),
      ...detailsOf(type, world, random, links.person, at),
      ...links.ids,
      owner_id: owner.id || null,
    };
  },
};

function linksOf(
  world: World,
  random: Random,
  index: number,
): { person: Person; ids: Readonly<Record<string, string | null>>; mess: readonly MessKind[] } {
  const isLead = random.chance(0.2);
  const person = isLead
    ? leadAt(world, random.skewed(world.count('Lead')))
    : contactAt(world, random.skewed(world.count('Contact')));
  const orphan = index % 90 === 14;
  const deal = random.chance(0.4) ? world.id('Deal', random.skewed(world.count('Deal'))) : null;
  const ids = {
    contact_id: isLead ? null : person.id,
    lead_id: isLead ? person.id : null,
    deal_id: orphan ? orphanId(world, 'Deal', random) : isLead ? null : deal,
    company_id: isLead ? null : person.companyId || null,
    ticket_id: random.chance(0.04) ? world.id('Ticket', random.int(world.count('Ticket'))) : null,
  };
  const mess: MessKind[] = orphan ? ['orphanDealIds'] : [];
  if (!isLead && person.mess.includes('orphanCompanyIds')) mess.push('orphanCompanyIds');
  return { person, ids, mess };
}

function detailsOf(
  type: (typeof types)[number],
  world: World,
  random: Random,
  person: Person,
  at: number,
): Readonly<Record<string, unknown>> {
  const user = userAt(world, random.int(world.count('User')));
  if (type === 'call')
    return {
      direction: random.pick(['in', 'out']),
      duration_seconds: random.int(3600),
      disposition: random.pick(['Connected', 'No answer', 'Left voicemail', 'Busy']),
      recording_url: random.chance(0.2) ? `https://calls.seller.example/r/${random.int(1e9)}` : null,
    };
  if (type === 'email') {
    const incoming = random.chance(0.5);
    const [from, to] = incoming ? [person.email, user.email] : [user.email, person.email];
    const others = random.chance(0.2) ? [contactAt(world, random.int(world.count('Contact'))).email] : [];
    return {
      direction: incoming ? 'in' : 'out',
      from_email: from || null,
      to_emails: [to, ...others].filter((address) => address !== ''),
    };
  }
  if (type === 'meeting')
    return {
      starts_at: iso(at),
      ends_at: random.chance(0.85) ? iso(at + 15 * minute * (1 + random.int(6))) : null,
      location: random.pick(['Video call', 'Their office', 'Room “Ada”', null]),
      attendees: attendees(world, random, person),
    };
  return {};
}

/** The person, colleagues, other contacts and leads, and at times somebody whom no record knows. */
function attendees(world: World, random: Random, person: Person): { email: string; name: string }[] {
  const invited = [named(person), named(userAt(world, random.int(world.count('User'))))];
  if (random.chance(0.4)) invited.push(named(contactAt(world, random.skewed(world.count('Contact')))));
  if (random.chance(0.2)) invited.push(named(leadAt(world, random.skewed(world.count('Lead')))));
  if (random.chance(0.1))
    invited.push({ email: `guest${random.int(1000)}@elsewhere.example`, name: 'A guest' });
  return invited.filter((one) => one.email !== '');
}

const named = (p: {
  email: string;
  firstName: string;
  lastName: string;
}): { email: string; name: string } => ({
  email: p.email,
  name: `${p.firstName} ${p.lastName}`.trim(),
});

export const emailTracking: CsvTable = {
  object: 'EmailTracking',
  path: 'email_tracking.csv',
  headings: ['ID', 'Activity ID', 'Opens', 'Clicks'],
  row(world, index) {
    const random = world.random('email tracking', index);
    // Activities 1, 2 and 3 of six are e-mails.
    const mail = Math.min(
      world.count('Activity') - 1,
      random.int(Math.ceil(world.count('Activity') / 6)) * 6 + 1,
    );
    return [world.id('EmailTracking', index), world.id('Activity', mail), random.int(20), random.int(4)];
  },
};
