const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const suffixes = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three characters that make a case-sensitive 15-character id safe to compare without case. */
function checksum(id15: string): string {
  let out = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const code = id15.charCodeAt(block + i);
      if (code >= 65 && code <= 90) bits |= 1 << i;
    }
    out += suffixes[bits];
  }
  return out;
}

const shape = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-5]{3})?$/;

/** The 18-character form of a 15- or 18-character id, its case restored from the checksum; `undefined` if it is no id. */
export function normalizeId(text: string): string | undefined {
  if (!shape.test(text)) return undefined;
  if (text.length === 15) return text + checksum(text);
  const suffix = text.slice(15).toUpperCase();
  const id15 = text.slice(0, 15);
  if (checksum(id15) === suffix) return id15 + suffix;
  let restored = '';
  for (let i = 0; i < 15; i++) {
    const bits = suffixes.indexOf(suffix[Math.floor(i / 5)] ?? '');
    const char = id15[i] ?? '';
    restored += bits & (1 << (i % 5)) ? char.toUpperCase() : char.toLowerCase();
  }
  return checksum(restored) === suffix ? restored + suffix : undefined;
}

/** An id of this prefix and ordinal. Ids of one prefix sort by their ordinal. */
export function makeId(prefix: string, ordinal: number): string {
  let rest = '';
  for (let n = ordinal, i = 0; i < 7; i++) {
    rest = (digits[n % 62] ?? '0') + rest;
    n = Math.floor(n / 62);
  }
  const id15 = `${prefix}Mm000${rest}`;
  return id15 + checksum(id15);
}

/** The ordinal that `makeId` was given, or 0 for a foreign id. */
export function ordinalOf(id: string): number {
  if (id.slice(3, 8) !== 'Mm000') return 0;
  let n = 0;
  for (const char of id.slice(8, 15)) n = n * 62 + digits.indexOf(char);
  return n;
}

/** Hands out ids; a prefix goes on from where `last` says it is. */
export function idSource(last: (prefix: string) => number): (prefix: string) => string {
  const next = new Map<string, number>();
  return (prefix) => {
    const ordinal = (next.get(prefix) ?? last(prefix)) + 1;
    next.set(prefix, ordinal);
    return makeId(prefix, ordinal);
  };
}
