import { Misfit } from '../misfit.ts';

/** ISO 3166-2 codes and English names of the countries whose addresses are written with state codes. */
const states: Readonly<Record<string, string>> = {
  US:
    'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|' +
    'DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|' +
    'IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|' +
    'MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|' +
    'NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|' +
    'OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|' +
    'SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|' +
    'WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam|' +
    'MP Northern Mariana Islands|PR Puerto Rico|VI Virgin Islands',
  CA:
    'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|' +
    'NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|' +
    'QC Quebec|SK Saskatchewan|YT Yukon',
  AU:
    'ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|' +
    'SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia',
};

interface State {
  readonly code: string;
  readonly name: string;
}

const byCountry: ReadonlyMap<string, ReadonlyMap<string, State>> = new Map(
  Object.entries(states).map(([country, list]) => [country, index(list)]),
);

/** Each state under its code and its name. */
function index(list: string): ReadonlyMap<string, State> {
  const found = new Map<string, State>();
  for (const entry of list.split('|')) {
    const space = entry.indexOf(' ');
    const state = { code: entry.slice(0, space), name: entry.slice(space + 1) };
    found.set(normal(state.code), state).set(normal(state.name), state);
  }
  return found;
}

function normal(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}]+/gu, '')
    .toLowerCase();
}

/** `country` is a two-letter code, or `undefined` where the country is unknown. */
export function stateAs(text: string, country: string | undefined, form: string): string | Misfit {
  const known = country === undefined ? undefined : byCountry.get(country);
  if (!known) return text.trim();
  // "US-CA" and "CA-ON" are how ISO 3166-2 writes a state in full.
  const local = text.trim().replace(new RegExp(`^${country}-`, 'i'), '');
  const state = known.get(normal(local));
  if (!state) return new Misfit(`is no state of ${country} known by code or name`, text);
  if (form === 'code') return state.code;
  if (form === 'name') return state.name;
  return new Misfit('is no form of a state: "code" or "name"', form);
}
