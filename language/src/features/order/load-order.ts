import { planLoad } from '@migmap/engine/plan/plan';
import { RequiredCycleError } from '@migmap/engine/plan/order';
import type { LoadPlan } from '@migmap/engine/plan/types';
import type { Program } from '../../bind/program.ts';
import { compile } from '../../compile/compile.ts';

const plans = new WeakMap<Program, LoadPlan | undefined>();

/** The phases of a migration as they stand in the text. `undefined` while syntax errors hide a part of it, or where no order is possible. */
export function loadOrder(program: Program): LoadPlan | undefined {
  if (!plans.has(program)) plans.set(program, planOf(program));
  return plans.get(program);
}

function planOf(program: Program): LoadPlan | undefined {
  if (!program.files[0]?.node.migration || hasSyntaxErrors(program)) return undefined;
  const { destination: destinationCatalog, rules } = program.context;
  try {
    return planLoad({ mapping: compile(program, (uri) => uri), destinationCatalog, rules });
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
