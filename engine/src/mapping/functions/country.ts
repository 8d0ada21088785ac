import countries from 'i18n-iso-countries';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js';
import { Misfit } from '../misfit.ts';

/** What people write and no list of countries has. */
const nicknames: Readonly<Record<string, string>> = {
  usa: 'US',
  us: 'US',
  'united states': 'US',
  america: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  uae: 'AE',
  russia: 'RU',
  'south korea': 'KR',
  czechia: 'CZ',
};

let names: ReadonlyMap<string, string> | undefined;

/** Names in every language the library has; a name that means two countries means none. */
function namesOfCountries(): ReadonlyMap<string, string> {
  const found = new Map<string, string | undefined>();
  for (const language of countries.getSupportedLanguages()) {
    for (const [code, spellings] of Object.entries(countries.getNames(language, { select: 'all' }))) {
      for (const spelling of spellings) {
        const key = normal(spelling);
        found.set(key, found.has(key) && found.get(key) !== code ? undefined : code);
      }
    }
  }
  for (const [name, code] of Object.entries(nicknames)) found.set(name, code);
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Lower case without accents and punctuation. */
function normal(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Two-letter ISO code of a country given by code or name. */
export function countryCode(text: string): string | undefined {
  const code = text.trim().replaceAll('.', '').toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && countries.isValid(code)) return code;
  if (/^[A-Z]{3}$/.test(code)) {
    const short = countries.alpha3ToAlpha2(code);
    if (short) return short;
  }
  names ??= namesOfCountries();
  return names.get(normal(text)) ?? names.get(normal(code));
}

export function countryAs(text: string, form: string): string | Misfit {
  const code = countryCode(text);
  if (!code) return new Misfit('is no country known by code or name', text);
  if (form === 'code') return code;
  const written = form === 'code3' ? countries.alpha2ToAlpha3(code) : countries.getName(code, 'en');
  return written ?? new Misfit('is no form of a country: "code", "code3" or "name"', form);
}

/** The country whose national numbers are meant; none where it is unknown. */
export function phoneCountry(text: string | undefined): CountryCode | undefined {
  const code = text === undefined ? undefined : countryCode(text);
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
}
