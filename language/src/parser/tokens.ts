import { DefaultTokenBuilder } from 'langium';
import type { Grammar, LexerResult, TokenBuilderOptions } from 'langium';

type TokenVocabulary = ReturnType<DefaultTokenBuilder['buildTokens']>;
export type Token = LexerResult['tokens'][number];
export type TokenType = Token['tokenType'];

/**
 * Two things the grammar cannot say. Every keyword token is also a NAME, so names need no list of all keywords. And
 * `"{first_name} {last_name}"` is lexed in a mode of its own, where `}` goes on with the text; the end of the line leaves it,
 * so that an unfinished text spoils one line only.
 */
export class MigmapTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
    const built = super.buildTokens(grammar, options);
    if (!Array.isArray(built)) throw new Error('The default token builder answers with a list.');
    const tokens: TokenType[] = built;
    const named = (name: string): TokenType => {
      const found = tokens.find((token) => token.name === name);
      if (!found) throw new Error(`The grammar has no token ${name}.`);
      return found;
    };
    for (const token of tokens)
      if (isKeyword(token) || token.name === 'FUNCTION_NAME') token.CATEGORIES = [named('NAME')];
    delete named('}').LONGER_ALT;
    named('TEMPLATE_HEAD').PUSH_MODE = 'template';
    named('TEMPLATE_TAIL').POP_MODE = true;
    const skipped = { ...named('WS') };
    const lineEnd = {
      ...skipped,
      name: 'TEMPLATE_LINE_END',
      PATTERN: /\r?\n/,
      LINE_BREAKS: true,
      POP_MODE: true,
    };
    const blanks = { ...skipped, name: 'TEMPLATE_BLANKS', PATTERN: /[ \t]+/ };
    return {
      defaultMode: 'main',
      modes: {
        main: tokens.filter((token) => !['TEMPLATE_MIDDLE', 'TEMPLATE_TAIL'].includes(token.name)),
        template: [lineEnd, blanks, ...tokens.filter((token) => !['{', '}', 'WS'].includes(token.name))],
      },
    };
  }
}

export function isKeyword(token: TokenType): boolean {
  let keyword = keywords.get(token);
  // Signs have categories as well, once the lexer has been built.
  if (keyword === undefined) keywords.set(token, (keyword = /^[a-z_]+$|^MB$/.test(token.name)));
  return keyword;
}

const keywords = new WeakMap<TokenType, boolean>();
