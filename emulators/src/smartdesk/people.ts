/** Users, companies, leads and contacts: the records that others point at, each made from its index alone. */
import { moment } from './dates.ts';
import type { MessKind } from './mess.ts';
import type { Random } from './random.ts';
import * as words from './words.ts';
import type { World } from './world.ts';
import { orphanId } from './world.ts';

export interface User {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly active: boolean;
}

export function userAt(world: World, index: number): User {
  const first = words.givenNames[index % words.givenNames.length] ?? '';
  const last = words.familyNames[(index * 7 + world.seed) % words.familyNames.length] ?? '';
  return {
    id: world.id('User', index),
    firstName: first,
    lastName: last,
    email: `${slug(first)}.${slug(last)}${index + 1}@seller.example`,
    active: index % 8 !== 5,
  };
}

/** Mostly a user, at times one who left before the export was made, at times nobody. */
export function ownerOf(world: World, random: Random, index: number): { id: string; mess: MessKind[] } {
  if (index % 37 === 9) return { id: 'US-000999', mess: ['ownersWithoutUser'] };
  if (index % 29 === 11) return { id: '', mess: ['missingOwners'] };
  return { id: world.id('User', random.skewed(world.count('User'))), mess: [] };
}

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly parentId: string;
  readonly mess: readonly MessKind[];
}

export function companyAt(world: World, index: number): Company {
  const random = world.random('company', index);
  const mess: MessKind[] = [];
  const twin = index % 40 === 8 ? index - 3 : undefined;
  if (twin !== undefined) mess.push('duplicateCompanyDomains');
  const word = random.pick(words.companyWords);
  const base = twin === undefined ? undefined : companyAt(world, twin);
  return {
    id: world.id('Company', index),
    name: base ? base.name.toUpperCase() : `${word} ${index + 1} ${random.pick(words.companyForms)}`,
    domain: base ? base.domain : `${word.toLowerCase()}-${index + 1}.example`,
    parentId: parentOf(world, random, index, mess),
    mess,
  };
}

function parentOf(world: World, random: Random, index: number, mess: MessKind[]): string {
  const place = index % 150;
  if (place === 2) {
    mess.push('selfParents');
    return world.id('Company', index);
  }
  if (place === 3 && index + 1 < world.count('Company')) {
    mess.push('parentCycles');
    return world.id('Company', index + 1);
  }
  if (place === 4) return world.id('Company', index - 1);
  return random.chance(0.1) && index > 10 ? world.id('Company', random.int(index)) : '';
}

export interface Person {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Index of the company, -1 for none. */
  readonly company: number;
  readonly companyId: string;
  readonly createdAt: number;
  readonly mess: readonly MessKind[];
}

export function contactAt(world: World, index: number): Person {
  const random = world.random('contact', index);
  const person = personAt(world, random, index);
  const mess = [...person.mess];
  let { companyId, email } = person;
  if (index % 43 === 12) {
    companyId = orphanId(world, 'Company', random);
    mess.push('orphanCompanyIds');
  }
  if (index % 60 === 17) {
    email = contactAt(world, index - 4).email.toUpperCase();
    mess.push('duplicateContactEmails');
  }
  return { ...person, id: world.id('Contact', index), email, companyId, mess };
}

export function leadAt(world: World, index: number): Person {
  const person = personAt(world, world.random('lead', index), index);
  return { ...person, id: world.id('Lead', index), email: person.email.replace('@', '.lead@') };
}

function personAt(world: World, random: Random, index: number): Omit<Person, 'id'> {
  const mess: MessKind[] = [];
  const company = random.chance(0.92) ? random.skewed(world.count('Company')) : -1;
  const domain = company < 0 ? 'mail.example' : companyAt(world, company).domain;
  const createdAt = moment(random);
  const companyId = company < 0 ? '' : world.id('Company', company);
  if (index % 9 === 4) {
    mess.push('otherScripts');
    const [firstName, lastName, address] = random.pick(words.otherNames);
    return {
      firstName,
      lastName,
      email: `${address}${index + 1}@${domain}`,
      company,
      companyId,
      createdAt,
      mess,
    };
  }
  const firstName = random.pick(words.givenNames);
  let lastName: string = random.pick(words.familyNames);
  const email = index % 31 === 20 ? '' : `${slug(firstName)}.${slug(lastName)}${index + 1}@${domain}`;
  if (index % 50 === 10) {
    lastName = '';
    mess.push('emptyLastNames');
  }
  return { firstName, lastName, email, company, companyId, createdAt, mess };
}

export const slug = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

export function phone(place: readonly string[], random: Random): string {
  return `${place[5] ?? ''}${String(100 + random.int(900))}`;
}
