import { isEmpty, type Value } from '../../values.ts';
import { dig } from '../coerce.ts';
import type { Implementations } from './implementation.ts';
import type { listSignatures } from './signatures/list.ts';

export const listFunctions: Implementations<typeof listSignatures> = {
  first: (list) => list[0] ?? null,
  last: (list) => list.at(-1) ?? null,
  count: (list) => list.length,
  unique: (list) => [...new Map(list.map((element) => [JSON.stringify(element), element])).values()],
  map: (list, field) => {
    const path = field.split('.');
    return list.map((element): Value => dig(element, path)).filter((value) => !isEmpty(value));
  },
};
