import type { AstNode } from 'langium';
import type { Program } from '../bind/program.ts';
import { written } from '../schema/names.ts';
import { fromFindings, type Rule } from './rule.ts';
import { insteadFixes, replaceFix } from './text.ts';

export const badPath: Rule = {
  code: 'MM113',
  name: 'bad-path',
  severity: 'error',
  firm: true,
  *check(program) {
    yield* fromFindings(program, 'badPath', ({ problem, instead }) => ({
      message: problem,
      fixes: insteadFixes(instead),
    }));
    yield* fromFindings(program, 'notAList', ({ type, node }) => ({
      message: `each goes through a list, and this is a ${type.kind}. split(…) makes a list of a text, but each needs a field.`,
      fixes: listsOf(node, program).map((name) =>
        replaceFix(`Change to ${name}`, { node, property: 'list' }, name),
      ),
    }));
  },
};

/** The lists that the records have which an `each` stands in. */
function listsOf(node: AstNode, program: Program): string[] {
  const around = node.$container && program.environments.get(node.$container)?.[0];
  const fields = around?.source?.fields ?? [];
  return fields.filter(({ kind }) => kind === 'list').map(({ name }) => written(name));
}
