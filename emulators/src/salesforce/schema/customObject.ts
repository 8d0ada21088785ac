import { objectFacts } from './facts.ts';
import type { ObjectDef } from './types.ts';

/** A custom object as it is just after it was made: a name, an owner, and the fields that the platform gives. */
export function customObject(
  name: string,
  label: string,
  plural: string | undefined,
  ordinal: number,
): ObjectDef {
  const prefix = `a${ordinal.toString(36).padStart(2, '0')}`;
  const [def] = objectFacts(`
[${name}] ${prefix} ${label} | ${plural ?? `${label}s`} | cud recordTypes
  Name string(80) nkcuf "${label} Name"
  OwnerId reference cud -> Group, User
  LastActivityDate date n
  @deleted
  @audit
  @viewed
`);
  if (def === undefined) throw new Error(`not an object name: ${name}`);
  return { ...def, custom: true };
}
