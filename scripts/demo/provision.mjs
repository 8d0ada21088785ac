import { readFileSync, writeFileSync } from 'node:fs';

/**
 * What the customer's admin does about the owner queue: activates the users who exist and adds those who do not, here in
 * the file that describes the emulated org or account. An owner who is no user of the source either stays with a person.
 *
 * @returns how many users can now own records
 */
export function provision(orgFile, owners) {
  const org = JSON.parse(readFileSync(orgFile, 'utf8'));
  const waiting = owners.filter((owner) => owner.problem && owner.email);
  for (const { email } of waiting) {
    const user = org.users.find((u) => u.email === email);
    if (user) user.active = true;
    else org.users.push({ email, name: nameOf(email) });
  }
  writeFileSync(orgFile, `${JSON.stringify(org, null, 2)}\n`);
  return waiting.length;
}

const nameOf = (email) =>
  email
    .replace(/\d*@.*$/, '')
    .split('.')
    .map((part) => part[0].toUpperCase() + part.slice(1))
    .join(' ');
