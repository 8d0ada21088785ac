import type { FieldProfile } from '@migmap/engine/schema/profile';
import { isTextual } from '../types/type.ts';
import { dataOf } from './profile.ts';
import type { Rule } from './rule.ts';
import { piped } from './piped.ts';
import { count, plural, replaceFix } from './text.ts';

export const textTooLong: Rule = {
  code: 'MM405',
  name: 'text-too-long',
  severity: 'warning',
  *check(program) {
    for (const { node, field, value, otherwise } of program.maps.flatMap((map) => map.lines)) {
      const length = field?.schema?.length;
      if (!length || otherwise || !isTextual(field!.schema!.kind) || field!.schema!.kind === 'reference')
        continue;
      const data = dataOf(program, value.type, value.ir);
      if (!data || data.field.longest <= length) continue;
      const place = { node, property: 'value' };
      const cut = piped(node.value, `truncate(${length})`);
      yield {
        ...place,
        message: `${howMany(data.field, length)} of ${plural(data.filled, 'value')} are longer than ${count(length)} (the longest has ${count(data.field.longest)}), so their records are held. Cut them: ${cut}, or say what happens: else ….`,
        fixes: [replaceFix(`Cut to ${count(length)} characters`, place, cut)],
      };
    }
  },
};

/** Exact where the profile counted this very limit; otherwise what the nearest limits tell. */
function howMany({ lengths = [] }: FieldProfile, length: number): string {
  const exact = lengths.find((l) => l.longerThan === length);
  if (exact) return count(exact.count);
  const above = lengths
    .filter((l) => l.longerThan > length && l.count > 0)
    .toSorted((a, b) => a.longerThan - b.longerThan)[0];
  return above ? `At least ${count(above.count)}` : 'Some';
}
