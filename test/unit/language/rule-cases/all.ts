/** Breaking and keeping cases of every rule, by the hundreds of their codes; those of 200 about references apart. */
import { data } from './data.ts';
import { declarations } from './declarations.ts';
import { names } from './names.ts';
import { references } from './references.ts';
import { snapshots } from './snapshots.ts';
import { suppression } from './suppression.ts';
import { values } from './values.ts';
import type { RuleCase } from './case.ts';

export const cases: readonly RuleCase[] = [
  ...names,
  ...values,
  ...references,
  ...declarations,
  ...data,
  ...snapshots,
  ...suppression,
];
