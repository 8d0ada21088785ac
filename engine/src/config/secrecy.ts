/**
 * Secrets that this process has in its hands, and texts without them. Servers, proxies and libraries repeat what they were
 * sent in errors of theirs; what they say is masked where it comes in, and once more where anything is printed.
 */

const known = new Set<string>();

/** Shorter ones are no secrets (`local`, a test's `any`), and would be found in ordinary words. */
const shortest = 8;

/** From now on this value is masked, also as it stands in an address, in JSON or in base64. Lines of a key count alone. */
export function keepSecret(value: string): void {
  for (const part of [value, ...value.split(/\r?\n|\\n/).filter((line) => !line.startsWith('-----'))])
    for (const form of [
      part,
      encodeURIComponent(part),
      new URLSearchParams({ s: part }).toString().slice(2),
      JSON.stringify(part).slice(1, -1),
      Buffer.from(part).toString('base64'),
    ])
      if (form.length >= shortest) known.add(form);
}

export function masked(text: string): string {
  // A library that quotes what it could not read may cut the secret off: what goes along with one in a header goes, too.
  let out = text.replaceAll(/\b(Bearer|Basic) [\w!.~+/=-]{8,}/gi, '$1 [secret]');
  for (const secret of known) out = out.replaceAll(secret, '[secret]');
  return out;
}
