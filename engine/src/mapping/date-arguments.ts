/** What the formats and zones that a mapping names mean, without the library that reads dates by them. */

/** To ask takes long, and a mapping is checked at every keystroke. No more than there are zones. */
const zones = new Set<string>();

/** Whether this is the IANA name of a time zone. */
export function isZone(name: string): boolean {
  if (!name || zones.has(name)) return Boolean(name);
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zones.add(name);
    return true;
  } catch {
    return false;
  }
}

/** Whether a format reads hours: its letters outside quotes. */
export function hasTime(format: string): boolean {
  return /[HhtTfF]/.test(format.replace(/'[^']*'/g, ''));
}
