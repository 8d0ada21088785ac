import type { AbstractLangiumParser } from 'langium';

/** What is remembered of one choice of the grammar: which tokens led where, by the places where the parser may then be. */
interface Learnt {
  states: Record<string, unknown>;
  start?: unknown;
}
interface Wrapper {
  readonly lookaheadStrategy: { readonly dfas: readonly ((predicates: object) => Learnt)[] };
  reset(): void;
}

/** Signs in the names of all states, each some five bytes of memory. A large mapping takes a tenth of it. */
const mostLearnt = 500_000;
/** Our grammar has no conditions on its alternatives, so nothing is learnt under one. */
const unconditional = { toString: () => '' };

/**
 * The parser remembers how it told alternatives apart. A choice that reads on through brackets remembers each way to nest
 * them, and of such there is no end: in a server that runs all day it only grew. Beyond a limit all is forgotten and learnt
 * anew, between two parses, when no choice is being made.
 */
export function boundedLookahead(parser: AbstractLangiumParser): void {
  const { wrapper } = parser as unknown as { wrapper: Wrapper };
  const reset = wrapper.reset.bind(wrapper);
  wrapper.reset = () => {
    reset();
    const learnt = learntBy(parser);
    if (sizeOf(learnt) <= mostLearnt) return;
    for (const choice of learnt) Object.assign(choice, { states: {}, start: undefined });
  };
}

/** How much the parser has learnt, in signs of the names of its states. */
export const learntSize = (parser: AbstractLangiumParser): number => sizeOf(learntBy(parser));

function learntBy(parser: AbstractLangiumParser): Learnt[] {
  const { wrapper } = parser as unknown as { wrapper: Wrapper };
  return wrapper.lookaheadStrategy.dfas.map((choice) => choice(unconditional));
}

function sizeOf(learnt: readonly Learnt[]): number {
  let size = 0;
  for (const { states } of learnt) for (const name in states) size += name.length;
  return size;
}
