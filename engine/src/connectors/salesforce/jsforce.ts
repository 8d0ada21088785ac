/**
 * The vendor's client, loaded when it is used: it is large, and refuses to load on a Node older than 22. Taken through
 * `default` because a bundle gives a CommonJS module no other export.
 */
export async function loadJsforce(): Promise<typeof import('jsforce')> {
  const module = await import('jsforce');
  return ((module as { default?: unknown }).default ?? module) as typeof import('jsforce');
}
