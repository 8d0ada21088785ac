/** The kinds of mess that a real export holds, and how much of each this one got. */
export const messKinds = [
  'duplicateCompanyDomains',
  'duplicateContactEmails',
  'orphanCompanyIds',
  'orphanDealIds',
  'ownersWithoutUser',
  'missingOwners',
  'inactiveUsers',
  'emptyLastNames',
  'oddStages',
  'unknownStages',
  'overLongSubjects',
  'otherScripts',
  'multiLineNotes',
  'htmlBodies',
  'missingBodies',
  'dayMonthYearFiles',
  'decimalCommaFiles',
  'byteOrderMarks',
  'windows1252Files',
  'raggedRows',
  'duplicatedHeadings',
  'missingAttachmentFiles',
  'selfParents',
  'parentCycles',
] as const;
export type MessKind = (typeof messKinds)[number];

export interface Tally {
  readonly counts: Readonly<Record<MessKind, number>>;
  add(kinds: readonly MessKind[]): void;
}

export function newTally(): Tally {
  const counts = Object.fromEntries(messKinds.map((kind) => [kind, 0])) as Record<MessKind, number>;
  return {
    counts,
    add(kinds) {
      for (const kind of kinds) counts[kind]++;
    },
  };
}
