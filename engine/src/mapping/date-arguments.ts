/** What the formats and zones that a mapping names mean, without the library that reads dates by them. */

/** Whether this is the IANA name of a time zone. */
export function isZone(name: string): boolean {
  if (!name) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Whether a format reads hours: its letters outside quotes. */
export function hasTime(format: string): boolean {
  return /[HhtTfF]/.test(format.replace(/'[^']*'/g, ''));
}
