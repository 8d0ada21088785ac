const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Whether Salesforce takes a text for an id; it refuses a query that asks for anything else. */
export function isId(text: string): boolean {
  return /^[a-zA-Z0-9]{15}$/.test(text) || (text.length === 18 && longId(text.slice(0, 15)) === text);
}

/** The 18-character form of a record id: three signs say which letters of the 15 are capitals. */
export function longId(id: string): string {
  if (!/^[a-zA-Z0-9]{15}$/.test(id)) return id;
  let suffix = '';
  for (let block = 0; block < 3; block++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[block * 5 + i] ?? '')) bits |= 1 << i;
    suffix += alphabet[bits];
  }
  return id + suffix;
}
