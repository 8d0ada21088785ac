/** Whether this is the IANA name of a time zone. */
export function isZone(name: string): boolean {
  if (!name) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
