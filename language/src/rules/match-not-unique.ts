import type { Expr } from '@migmap/engine/mapping/ir';
import { profileOf } from './profile.ts';
import type { Rule } from './rule.ts';
import { appendFix, count, plural } from './text.ts';

export const matchNotUnique: Rule = {
  code: 'MM406',
  name: 'match-not-unique',
  severity: 'warning',
  *check(program) {
    for (const { match, lines, sourceName, destinationName } of program.maps) {
      if (!match) continue;
      for (const [index, field] of match.fields.entries()) {
        const place = { node: match.node, property: 'fields', index };
        const line = lines.find((l) => l.field && l.field.name === field?.name);
        if (field && !line) {
          yield {
            ...place,
            severity: 'error',
            message: `No line gives ${field.name}, so there is nothing to match by. Add a line for it.`,
          };
          continue;
        }
        const source = line && sourceField(line.value.ir);
        const data = source === undefined ? undefined : profileOf(program, sourceName, source);
        if (!data || data.field.distinctCapped || match.fields.length > 1) continue;
        const repeated = data.filled - data.field.distinct;
        if (repeated <= 0) continue;
        const message = `${plural(repeated, 'record')} of ${count(data.object.records)} repeat a ${data.field.field} that another one has; each group becomes one ${destinationName}, and the merges are reported.`;
        const { conflict } = match.node;
        const ask = appendFix('Ask a person: on conflict hold', match.node, ' on conflict hold');
        yield { ...place, message, fixes: conflict ? [] : [ask] };
      }
    }
  },
};

/** The source field behind a value, also where a function tidies it (`email |> lower`). */
function sourceField(ir: Expr): string | undefined {
  if (ir.kind === 'field' && ir.scope === undefined) return ir.path.join('.');
  return ir.kind === 'call' && ir.args[0] ? sourceField(ir.args[0]) : undefined;
}
