import { readableName } from '@migmap/engine/schema/readable-name';
import { describe } from '../types/type.ts';
import { conversionsOf } from './conversion.ts';
import { convertFixes } from './piped.ts';
import type { Issue, Rule } from './rule.ts';

export const typeMismatch: Rule = {
  code: 'MM204',
  name: 'type-mismatch',
  severity: 'error',
  *check(program) {
    for (const { line, field, from, conversion } of conversionsOf(program)) {
      if (conversion.result !== 'never') continue;
      const instead = conversion.instead ? ` Use ${conversion.instead}.` : '';
      const message = `${readableName(field)} takes ${describe(field.kind)}, and ${describe(from)} cannot be made into that.${instead}`;
      yield {
        node: line.node,
        property: 'value',
        message,
        fixes: convertFixes(line.node, conversion.instead),
      };
    }
    // Records, owners and files are known at the load alone, so only fields made for them can take them.
    for (const line of program.maps.flatMap((map) => map.lines)) {
      const field = line.field?.schema;
      if (!field) continue;
      for (const deferral of line.value.deferrals) {
        const issue = deferredMismatch(field.name, field.kind, deferral.kind === 'file');
        if (issue) yield { node: deferral.node, message: issue } satisfies Issue;
      }
    }
  },
};

function deferredMismatch(name: string, kind: string, isFile: boolean): string | undefined {
  if (isFile && kind !== 'file') return `${name} is no file field, so it cannot take the bytes of a file.`;
  if (isFile || kind === 'reference' || kind === 'id' || kind === 'text') return undefined;
  return `${name} is no reference, so it cannot take a record of the destination.`;
}
