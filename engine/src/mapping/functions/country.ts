import countries from 'i18n-iso-countries';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js';
import { Misfit } from '../misfit.ts';
import { nicknames, normal, shortCountryCode, withoutDots } from './country-codes.ts';

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
  for (const [name, code] of nicknames) found.set(name, code);
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Two-letter ISO code of a country given by code or name. */
export function countryCode(text: string): string | undefined {
  const known = shortCountryCode(text);
  if (known) return known;
  names ??= namesOfCountries();
  return names.get(normal(text)) ?? names.get(normal(withoutDots(text)));
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
