import type { Rule } from './rule.ts';
import { cstAt, replaceFix } from './text.ts';

export const ownerField: Rule = {
  code: 'MM207',
  name: 'owner-field',
  severity: 'warning',
  *check(program) {
    const users = program.owners?.destination?.name;
    if (users === undefined) return;
    for (const { node, field, value } of program.maps.flatMap((map) => map.lines)) {
      const { references } = field?.schema ?? {};
      if (references?.length !== 1 || references[0] !== users) continue;
      const direct = value.ir.kind === 'field';
      const byReference = value.deferrals.some((d) => d.kind === 'record');
      if (!direct && !byReference) continue;
      const text = cstAt({ node, property: 'value' })?.text ?? '';
      const inner = byReference ? text.replaceAll(/\bref\(/g, 'owner(') : `owner(${text})`;
      yield {
        node,
        property: 'value',
        message: `${field!.name} names a user of the destination. Take it through the owners rule: ${inner}.`,
        fixes: [{ ...replaceFix(`Change to ${inner}`, { node, property: 'value' }, inner), safe: true }],
      };
    }
  },
};
