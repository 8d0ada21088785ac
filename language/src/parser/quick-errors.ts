import type { AbstractLangiumParser } from 'langium';

interface Wrapper {
  maxLookahead: number;
  raiseNoAltException(...place: unknown[]): never;
  raiseEarlyExitException(...place: unknown[]): never;
}

/**
 * For the message of an error Chevrotain lists all that could have followed, three tokens far: 100 ms in this grammar, at every
 * error and at the end of every text to be completed. Our messages (see `ParserMessages`) say what is expected without the list,
 * so while one is made the list need not be longer than one token.
 */
export function quickErrors(parser: AbstractLangiumParser): void {
  const { wrapper } = parser as unknown as { wrapper: Wrapper };
  for (const raise of ['raiseNoAltException', 'raiseEarlyExitException'] as const) {
    const original = wrapper[raise].bind(wrapper);
    wrapper[raise] = (...place): never => {
      const usual = wrapper.maxLookahead;
      wrapper.maxLookahead = 1;
      try {
        return original(...place);
      } finally {
        wrapper.maxLookahead = usual;
      }
    };
  }
}
