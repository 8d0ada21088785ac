import type { FieldSchema } from '@migmap/engine/schema/types';

/** How much two fields are called alike: 2 the same, 1 one within the other, 0 not. */
export function likeness(a: FieldSchema, b: FieldSchema): 0 | 1 | 2 {
  const left = [plain(a.name), plain(a.label)];
  const right = [plain(b.name), plain(b.label)];
  if (left.some((l) => right.includes(l))) return 2;
  return left.some((l) => right.some((r) => contains(l, r) || contains(r, l))) ? 1 : 0;
}

/** The likest of the candidates; none is better than a bad guess. */
export function likest(field: FieldSchema, candidates: readonly FieldSchema[]): FieldSchema | undefined {
  return candidates.find((c) => likeness(field, c) === 2) ?? candidates.find((c) => likeness(field, c) === 1);
}

/** `SmartDesk_Id__c`, `Account Name`, `AccountName` → `smartdeskid`, `accountname`, `accountname`. */
function plain(name: string): string {
  return name
    .replace(/__c$/i, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** Words shorter than this are in too many names. */
const shortest = 4;

function contains(whole: string, part: string): boolean {
  return part.length >= shortest && whole.includes(part);
}
