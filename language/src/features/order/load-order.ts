import { orderPhases } from '@migmap/engine/plan/phases';
import { RequiredCycleError } from '@migmap/engine/plan/order';
import type { PlanPhase } from '@migmap/engine/plan/types';
import type { Program } from '../../bind/program.ts';
import { compile } from '../../compile/compile.ts';

const orders = new WeakMap<Program, readonly PlanPhase[] | undefined>();

/** The phases of a migration as they stand in the text. `undefined` while syntax errors hide a part of it, or where no order is possible. */
export function loadOrder(program: Program): readonly PlanPhase[] | undefined {
  if (!orders.has(program)) orders.set(program, orderOf(program));
  return orders.get(program);
}

function orderOf(program: Program): readonly PlanPhase[] | undefined {
  if (!program.files[0]?.node.migration || hasSyntaxErrors(program)) return undefined;
  const { destination, rules } = program.context;
  try {
    const { ordered } = orderPhases(
      compile(program, (uri) => uri),
      destination,
      rules,
    );
    return ordered.map(({ phase }) => phase);
  } catch (error) {
    // The rule required-cycle says it to the author.
    if (error instanceof RequiredCycleError) return undefined;
    throw error;
  }
}

export function hasSyntaxErrors({ files }: Program): boolean {
  return files.some(({ node }) => {
    const parsed = node.$document?.parseResult;
    return Boolean(parsed?.lexerErrors.length || parsed?.parserErrors.length);
  });
}
