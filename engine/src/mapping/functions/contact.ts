import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { Misfit } from '../misfit.ts';
import type { Implementations } from './implementation.ts';
import type { contactSignatures } from './signatures/contact.ts';
import { countryAs, countryCode, phoneCountry } from './country.ts';
import { stateAs } from './state.ts';

export const contactFunctions: Implementations<typeof contactSignatures> = {
  email: (text) => emailAddress(text) ?? new Misfit('is no e-mail address', text),
  phone: (text, country) => {
    const number = parsePhoneNumberFromString(text, {
      defaultCountry: phoneCountry(country),
      extract: false,
    });
    if (!number?.isPossible()) {
      const hint = text.trim().startsWith('+') || country ? '' : '; name the country of national numbers';
      return new Misfit(`is no phone number${hint}`, text);
    }
    return number.ext ? `${number.number} x${number.ext}` : number.number;
  },
  url: (text) => webAddress(text)?.text ?? new Misfit('is no web address', text),
  domain: (text) => {
    const host = emailAddress(text)?.split('@')[1] ?? webAddress(text)?.host;
    return host?.replace(/^www\./, '') ?? new Misfit('has no domain', text);
  },
  country: (text, as) => countryAs(text, as ?? 'code'),
  state: (text, country, as) => stateAs(text, countryCode(country), as ?? 'code'),
};

// What mail systems take in practice, not all that RFC 5322 allows.
const address = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(?:\.[^\s@<>()[\],;:"\\.]+)+$/u;

/** The address in lower case, also out of `Name <address>` and `mailto:`. */
export function emailAddress(text: string): string | undefined {
  const inner = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.replace(/^\s*mailto:/i, '');
  const trimmed = inner.trim().toLowerCase();
  return address.test(trimmed) ? trimmed : undefined;
}

/** Needs a host with a dot; the scheme's default is https. */
function webAddress(text: string): { readonly text: string; readonly host: string } | undefined {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return undefined;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = URL.parse(full);
  if (!url || !/^[^.]+(?:\.[^.]+)+$/.test(url.hostname)) return undefined;
  const bare = url.pathname === '/' && url.search === '' && url.hash === '';
  return { text: bare ? url.href.replace(/\/$/, '') : url.href, host: url.hostname };
}
