import { createHash } from 'node:crypto';

/** The 40-character key of a custom field: another one in every account, never handed out twice. */
export const hashKey = (seed: string, object: string, label: string, ordinal: number): string =>
  createHash('sha1').update(`${seed}\n${object}\n${label}\n${ordinal}`).digest('hex');

/** A number of the account below `bound`, so that ids differ between accounts. */
export const seedNumber = (seed: string, what: string, bound: number): number =>
  createHash('sha1').update(`${seed}\n${what}`).digest().readUInt32BE(0) % bound;

/** A UUID that is the same whenever the account is made. */
export function seedUuid(seed: string, what: string): string {
  const hex = createHash('sha1').update(`${seed}\n${what}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
