/** The order in which a migration fills an account; breaks ties where references leave the order open. */
export const loadOrder: readonly string[] = [
  'Organization',
  'Person',
  'Lead',
  'Deal',
  'Product',
  'DealProduct',
  'Activity',
  'Note',
  'File',
];

/** Nothing that is written makes another record by itself. */
export const sideEffects: Readonly<Record<string, readonly string[]>> = {};
