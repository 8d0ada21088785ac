import { readableText } from '../schema/readable-name.ts';
import type { ObjectSchema } from '../schema/types.ts';
import type { Value } from '../values.ts';
import type { VerifiedMap } from './types.ts';

type Line = { -readonly [K in keyof VerifiedMap['lines'][number]]: VerifiedMap['lines'][number][K] };

/** Where a value was looked at: the mapping line, and the record. */
export interface Spot {
  readonly field: string;
  readonly line: string | undefined;
  readonly id: string;
  readonly at: string;
}

const mostSamples = 10;

/** What was found of one map, counted by mapping line; the first of each kind are kept. */
export function tally(schema: ObjectSchema | undefined, urlOf: (id: string) => string) {
  const readable = readableText(schema ? [schema] : []);
  const lines = new Map<string, Line>();
  const missing = { count: 0, samples: [] as VerifiedMap['missingSamples'] };
  const underived = { count: 0, samples: [] as VerifiedMap['underivedSamples'] };
  const notCompared = new Set<string>();
  let checked = 0;
  const lineOf = ({ field, line: at }: Pick<Spot, 'field' | 'line'>): Line => {
    const key = `${field} ${at ?? ''}`;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const counts = { checked: 0, mismatches: 0, filled: 0, held: 0, kept: 0, reckoned: 0 };
    const label = readable(field);
    const line: Line = {
      field,
      ...(label !== field && { label }),
      ...(at !== undefined && { line: at }),
      ...counts,
      samples: [],
    };
    lines.set(key, line);
    return line;
  };
  return {
    record: () => void checked++,
    missing(id: string, at: string): void {
      missing.count++;
      if (missing.samples.length < mostSamples) missing.samples.push({ id, at, url: urlOf(id) });
    },
    underived(at: string, reason: string): void {
      underived.count++;
      if (underived.samples.length < mostSamples) underived.samples.push({ at, reason: readable(reason) });
    },
    notCompared: (field: string) => void notCompared.add(field),
    same: (spot: Spot) => void lineOf(spot).checked++,
    /** No mismatch, for a reason of its own. */
    excused(spot: Spot, why: 'filled' | 'held' | 'kept' | 'reckoned'): void {
      const line = lineOf(spot);
      line.checked++;
      line[why]++;
    },
    differs(spot: Spot, expected: Value, actual: Value): void {
      const line = lineOf(spot);
      line.checked++;
      line.mismatches++;
      type Sample = Line['samples'][number];
      if (line.samples.length >= mostSamples) return;
      line.samples.push({
        id: spot.id,
        at: spot.at,
        url: urlOf(spot.id),
        expected: expected as Sample['expected'],
        actual: actual as Sample['actual'],
      });
    },
    result: () => ({
      checked,
      missing: missing.count,
      missingSamples: missing.samples,
      underived: underived.count,
      underivedSamples: underived.samples,
      notCompared: [...notCompared],
      lines: [...lines.values()],
    }),
  };
}
export type Tally = ReturnType<typeof tally>;
