import type { AbstractLangiumParser } from 'langium';

/** What is remembered of one choice of the grammar: which tokens led where, by the places where the parser may then be. */
interface Learnt {
  states: Record<string, unknown>;
  start?: unknown;
}
interface Wrapper {
  readonly lookaheadStrategy: { readonly dfas: readonly ((predicates: object) => Learnt)[] };
}

/** Signs in the names of all states, each some five bytes of memory. Both examples together take a fifth of it. */
export const mostLearnt = 250_000;
/** Our grammar has no conditions on its alternatives, so nothing is learnt under one. */
const unconditional = { toString: () => '' };

/**
 * For after a parse. The parser remembers how it told alternatives apart. A choice that reads on through brackets remembers each
 * way to nest them, and of such there is no end: in a server that runs all day it only grew, by megabytes where one text nests
 * deeply. Beyond a limit all is forgotten and learnt anew, which takes as long as the first parse.
 */
export function forgetTooMuch(parser: AbstractLangiumParser): void {
  const learnt = learntBy(parser);
  if (sizeOf(learnt) <= mostLearnt) return;
  for (const choice of learnt) Object.assign(choice, { states: {}, start: undefined });
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
