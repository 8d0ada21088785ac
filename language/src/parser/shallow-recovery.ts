import type { AbstractLangiumParser } from 'langium';

interface Wrapper {
  readonly RULE_STACK_IDX: number;
  canTokenTypeBeInsertedInRecovery(type: unknown): boolean;
}

/** Rules within rules at which a text is still one that a person writes; a block is about five. */
const deepest = 120;

/**
 * Where a token is missing the parser goes on as if it were there. Of braces this makes blocks within blocks that no token
 * shows, as many as there are lines to go wrong, until the stack is full; so deep down nothing is made up.
 */
export function shallowRecovery(parser: AbstractLangiumParser): void {
  const { wrapper } = parser as unknown as { wrapper: Wrapper };
  wrapper.canTokenTypeBeInsertedInRecovery = () => wrapper.RULE_STACK_IDX < deepest;
}
