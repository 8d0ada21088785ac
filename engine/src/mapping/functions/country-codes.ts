import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };

/** What people write and no list of countries has, in its `normal` form. */
export const nicknames: ReadonlyMap<string, string> = new Map([
  ['usa', 'US'],
  ['us', 'US'],
  ['united states', 'US'],
  ['america', 'US'],
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
  ['holland', 'NL'],
  ['uae', 'AE'],
  ['russia', 'RU'],
  ['south korea', 'KR'],
  ['czechia', 'CZ'],
]);

const byCode = new Map(codes.flatMap(([two, three]) => [two, three].map((code) => [code, two] as const)));

/** Two-letter ISO code of a country given by a code or a nickname: what is known without the names in all languages. */
export function shortCountryCode(text: string): string | undefined {
  return byCode.get(withoutDots(text).toUpperCase()) ?? nicknames.get(normal(text));
}

/** `U.S.A.` → `USA` */
export const withoutDots = (text: string): string => text.trim().replaceAll('.', '');

/** Lower case without accents and punctuation. */
export function normal(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
