import { compileExpr, type ExprContext } from './evaluate.ts';
import { condition } from './evaluate/operators.ts';
import type { Scope } from './evaluate/scope.ts';
import type { ObjectMap } from './ir.ts';
import { Misfit } from './misfit.ts';

/** The reasons of the `flag` lines that hold; one whose condition cannot be decided holds, for a person to look. */
export function prepareFlags(
  { flags }: ObjectMap,
  context: ExprContext,
): (scope: Scope) => readonly string[] {
  const prepared = flags.map(({ why, when }) => ({
    why,
    holds: when ? condition(compileExpr(when, context)) : () => true,
  }));
  return (scope) => {
    const found: string[] = [];
    for (const { why, holds } of prepared) {
      const truth = holds(scope);
      if (truth instanceof Misfit || truth) found.push(why);
    }
    return found;
  };
}
