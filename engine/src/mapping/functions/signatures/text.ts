import type { Signature } from '../signature.ts';

const text = { name: 'text', type: 'text', doc: 'the text' } as const;

export const textSignatures = {
  trim: {
    group: 'Text',
    parameters: [text],
    result: 'text',
    doc: 'Removes white space at both ends.',
    examples: [
      ['trim("  Acme ")', 'Acme'],
      ['trim("   ")', null],
    ],
  },
  lower: {
    group: 'Text',
    parameters: [text],
    result: 'text',
    doc: 'Lower case.',
    examples: [['lower("ADA@EX.ORG")', 'ada@ex.org']],
  },
  upper: {
    group: 'Text',
    parameters: [text],
    result: 'text',
    doc: 'Upper case.',
    examples: [['upper("de")', 'DE']],
  },
  title: {
    group: 'Text',
    parameters: [text],
    result: 'text',
    doc: 'A capital at the start of every word, the rest in lower case.',
    examples: [
      ['title("ADA LOVELACE")', 'Ada Lovelace'],
      ['title("anne-marie o\'neil")', "Anne-Marie O'Neil"],
      ['title("don\'t")', "Don't"],
    ],
  },
  replace: {
    group: 'Text',
    parameters: [
      text,
      { name: 'find', type: 'text', doc: 'the text to find, taken literally' },
      { name: 'with', type: 'text', doc: 'what to put in its place; "" removes it' },
    ],
    result: 'text',
    doc: 'Replaces every occurrence of a text by another.',
    examples: [
      ['replace("a-b-c", "-", ".")', 'a.b.c'],
      ['replace("+49 30", " ", "")', '+4930'],
    ],
  },
  matches: {
    group: 'Text',
    parameters: [text, { name: 'pattern', type: 'text', doc: 'a regular expression', constant: 'pattern' }],
    result: 'boolean',
    doc: 'Whether a regular expression matches somewhere in the text; anchor with ^ and $ to match all of it.',
    examples: [
      ['matches("CO-000123", "^CO-[0-9]+$")', true],
      ['matches("Acme", "^CO-")', false],
    ],
    partial: true,
  },
  extract: {
    group: 'Text',
    parameters: [
      text,
      { name: 'pattern', type: 'text', doc: 'a regular expression', constant: 'pattern' },
      { name: 'group', type: 'integer', doc: 'number of the group, 0 for the whole match', optional: true },
    ],
    result: 'text',
    doc: 'The first match of a regular expression: its first group, or all of it where it has none; empty where nothing matches.',
    examples: [
      ['extract("Invoice 2026-17", "([0-9]+)-")', '2026'],
      ['extract("Invoice 2026-17", "[0-9]+-([0-9]+)", 0)', '2026-17'],
      ['extract("Invoice", "[0-9]+")', null],
    ],
    partial: true,
  },
  before: {
    group: 'Text',
    parameters: [text, { name: 'mark', type: 'text', doc: 'the text to look for' }],
    result: 'text',
    doc: 'What stands before the first occurrence of a mark; empty where the mark is missing.',
    examples: [
      ['before("ada@ex.org", "@")', 'ada'],
      ['before("ada", "@")', null],
    ],
  },
  after: {
    group: 'Text',
    parameters: [text, { name: 'mark', type: 'text', doc: 'the text to look for' }],
    result: 'text',
    doc: 'What stands after the first occurrence of a mark; empty where the mark is missing.',
    examples: [['after("ada@ex.org", "@")', 'ex.org']],
  },
  split: {
    group: 'Text',
    parameters: [text, { name: 'separator', type: 'text', doc: 'what stands between the parts' }],
    result: 'list',
    doc: 'The parts of a text, trimmed; empty parts are left out.',
    examples: [['split("a; b;;c", ";")', ['a', 'b', 'c']]],
  },
  join: {
    group: 'Text',
    parameters: [
      { name: 'list', type: 'list', doc: 'the list' },
      { name: 'separator', type: 'text', doc: 'what to put between; "; " when left out', optional: true },
    ],
    result: 'text',
    doc: 'One text of the elements of a list; empty elements are left out.',
    examples: [
      ['join(split("a;b", ";"), " / ")', 'a / b'],
      ['join(split("a;b", ";"))', 'a; b'],
    ],
  },
  truncate: {
    group: 'Text',
    parameters: [
      text,
      { name: 'length', type: 'integer', doc: 'longest length that may come out' },
      {
        name: 'ending',
        type: 'text',
        doc: 'ending of a text that was cut, within the length',
        optional: true,
      },
    ],
    result: 'text',
    doc: 'Cuts a text that is longer than a length; never through the middle of a character.',
    examples: [
      ['truncate("Qualification", 7)', 'Qualifi'],
      ['truncate("Qualification", 7, "…")', 'Qualif…'],
      ['truncate("short", 255)', 'short'],
    ],
    partial: true,
  },
  pad: {
    group: 'Text',
    parameters: [
      text,
      { name: 'length', type: 'integer', doc: 'shortest length that may come out, at most 10,000' },
      { name: 'with', type: 'text', doc: 'what to put in front; "0" when left out', optional: true },
    ],
    result: 'text',
    doc: 'Fills a text up from the left.',
    examples: [
      ['pad("42", 5)', '00042'],
      ['pad("42", 5, " ")', '   42'],
    ],
    partial: true,
  },
} as const satisfies Record<string, Signature>;
