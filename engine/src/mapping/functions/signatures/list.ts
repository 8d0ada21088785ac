import type { Signature } from '../signature.ts';

const list = { name: 'list', type: 'list', doc: 'the list; a text is split at ";"' } as const;

export const listSignatures = {
  first: {
    group: 'Lists',
    parameters: [list],
    result: { rule: 'element', of: 0 },
    doc: 'The first element that is not empty.',
    examples: [['first(split("a;b", ";"))', 'a']],
  },
  last: {
    group: 'Lists',
    parameters: [list],
    result: { rule: 'element', of: 0 },
    doc: 'The last element that is not empty.',
    examples: [['last(split("a;b", ";"))', 'b']],
  },
  count: {
    group: 'Lists',
    parameters: [list],
    result: 'integer',
    doc: 'How many elements are not empty.',
    examples: [
      ['count(split("a;b", ";"))', 2],
      ['count(empty)', 0],
    ],
    takesEmpty: true,
  },
  unique: {
    group: 'Lists',
    parameters: [list],
    result: { rule: 'same', as: 0 },
    doc: 'The elements without repetitions and empty ones, in the order of their first occurrence.',
    examples: [['unique(split("a;b;a", ";"))', ['a', 'b']]],
  },
  map: {
    group: 'Lists',
    parameters: [
      list,
      {
        name: 'field',
        type: 'text',
        doc: 'name of a field of the elements; "a.b" goes deeper',
        constant: 'elementField',
      },
    ],
    result: { rule: 'elementField', of: 0, field: 1 },
    doc: 'The list of one field of every element; elements without it are left out.',
    examples: [
      [
        'map(attendees, "email")',
        ['ada@ex.org', 'bob@ex.org'],
        { attendees: [{ email: 'ada@ex.org' }, { name: 'no address' }, { email: 'bob@ex.org' }] },
      ],
    ],
  },
} as const satisfies Record<string, Signature>;
