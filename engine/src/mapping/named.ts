import type { Named } from './draft.ts';

/** "User or Group": what a text may name, for people; a field that points at almost anything names none. */
export function kindsNamed({ objects }: Named): string {
  return objects.length > 3 ? 'record' : objects.join(' or ');
}
