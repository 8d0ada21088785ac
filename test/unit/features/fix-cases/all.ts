/** Quick fixes, by the hundreds of the codes that they settle; `own` is what the tests and comments of a mapping are given. */
import type { FixCase } from './case.ts';
import { data } from './data.ts';
import { names } from './names.ts';
import { own } from './own.ts';
import { values } from './values.ts';

export const cases: readonly FixCase[] = [...names, ...values, ...data, ...own];
