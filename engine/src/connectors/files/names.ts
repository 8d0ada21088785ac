/** What a file and its headings are called in a schema. */

const irregular: Readonly<Record<string, string>> = {
  people: 'person',
  news: 'news',
  series: 'series',
  data: 'data',
  media: 'media',
  children: 'child',
};

/** `deal_products` → `DealProduct`, `COMPANIES` → `Company`, `Email Tracking` → `EmailTracking`. */
export function objectName(name: string): string {
  const words = name
    .normalize('NFC')
    .replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{Nd}\p{M}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  const last = words.pop();
  if (last === undefined) return 'Table';
  const joined = [...words, singular(last)]
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return /^\p{Nd}/u.test(joined) ? `Table${joined}` : joined;
}

function singular(word: string): string {
  const known = irregular[word];
  if (known !== undefined) return known;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(s|x|z|ch|sh)es$/.test(word) && word !== 'databases' && word !== 'cases' && word !== 'purchases')
    return word.slice(0, -2);
  if (word.length > 2 && /[^sui]s$/.test(word)) return word.slice(0, -1);
  return word;
}

/** `Lead Source` → `lead_source`: letters and digits kept, everything else one `_`, lower case. */
export function snakeCase(heading: string): string {
  const name = heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}\p{M}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return name === '' ? 'column' : name;
}

export interface ColumnName {
  readonly name: string;
  /** The heading; a second one of the same text is told apart by a number. */
  readonly label: string;
}

/** Gives each heading in turn a name and a label that no earlier one has. */
export function columnNamer(): (heading: string, index: number) => ColumnName {
  const names = new Set<string>();
  const labels = new Set<string>();
  return (heading, index) => {
    const text = heading.replace(/\s+/g, ' ').trim() || `Column ${index + 1}`;
    return { name: unlike(names, snakeCase(text), '_'), label: unlike(labels, text, ' ') };
  };
}

function unlike(taken: Set<string>, text: string, sign: string): string {
  let candidate = text;
  for (let n = 2; taken.has(candidate); n++) candidate = `${text}${sign}${n}`;
  taken.add(candidate);
  return candidate;
}
