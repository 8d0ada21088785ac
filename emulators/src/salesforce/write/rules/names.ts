import type { ObjectRules, WriteStep } from './types.ts';

/** A person's Name is made of the parts. */
export function setName({ row }: WriteStep): void {
  row['Name'] = [row['FirstName'], row['LastName']].filter((p) => p !== null && p !== undefined).join(' ');
}

export const lead: ObjectRules = { before: setName };

export const user: ObjectRules = {
  defaults: ({ row, id }) => {
    row['CommunityNickname'] ??= `user${id.slice(8, 15)}`;
    row['UserType'] ??= 'Standard';
  },
  before: setName,
};
