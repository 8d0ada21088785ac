import { elseFixes } from './else-fixes.ts';
import { profileOf } from './profile.ts';
import type { Rule } from './rule.ts';
import { count, list, plural } from './text.ts';

export const orphanReference: Rule = {
  code: 'MM407',
  name: 'orphan-reference',
  severity: 'info',
  *check(program) {
    for (const { lines, sourceName } of program.maps) {
      for (const { node, value, otherwise } of lines) {
        // A second way to the record, or an else, is a decision already.
        if (otherwise || value.ir.kind !== 'ref' || value.ir.target.kind !== 'record') continue;
        const { target } = value.ir;
        if (target.value.kind !== 'field' || target.value.scope !== undefined || target.field !== undefined)
          continue;
        const data = profileOf(program, sourceName, target.value.path.join('.'));
        const orphans = data?.field.orphans ?? 0;
        if (!data || !orphans) continue;
        const samples = data.field.orphanSamples?.length ? ` (${list(data.field.orphanSamples, 3)})` : '';
        const message = `${count(orphans)} of ${plural(data.filled, 'value')} name no record of ${target.objects.join(' or ')} in the source${samples}. Say what happens to them: else empty, else hold or else skip.`;
        yield { node: value.node, message, fixes: elseFixes(node) };
      }
    }
  },
};
