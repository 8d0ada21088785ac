import { createHash } from 'node:crypto';
import type { Implementations } from './implementation.ts';
import type { hashSignatures } from './signatures/hash.ts';

export const hashFunctions: Implementations<typeof hashSignatures> = {
  hash: (...values) => createHash('sha256').update(JSON.stringify(values)).digest('hex'),
};
