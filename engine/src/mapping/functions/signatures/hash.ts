import type { Signature } from '../signature.ts';

export const hashSignatures = {
  hash: {
    group: 'Identity',
    parameters: [
      { name: 'value', type: 'any', doc: 'the first value' },
      { name: 'more', type: 'any', doc: 'further values', rest: true },
    ],
    result: 'text',
    doc: 'A SHA-256 over the values (64 hexadecimal digits): a stable key where a source has none.',
    examples: [
      [
        'hash("ada@ex.org", "Welcome flow")',
        'd606e18b16bb4e6bac16aca58f17de319dc87fa0395b60974b737e764a9bac96',
      ],
    ],
    takesEmpty: true,
  },
} as const satisfies Record<string, Signature>;
