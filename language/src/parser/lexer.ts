import { DefaultLexer } from 'langium';
import type { LexerResult, TokenizeOptions } from 'langium';
import { firstTooDeep } from './depth.ts';
import { isKeyword, type Token, type TokenType } from './tokens.ts';

/** Keywords that a value in parentheses follows, or their own arguments; others there are functions (`split(`). */
const beforeParenthesis = new Set(
  'and or not if then else when where link in ref owner file migration_user'.split(' '),
);

export class MigmapLexer extends DefaultLexer {
  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    this.distinguishNames(result.tokens);
    const deep = firstTooDeep(result.tokens);
    if (deep) {
      // First, so that nothing that follows from it is told instead.
      result.errors.unshift({
        offset: deep.token.startOffset,
        line: deep.token.startLine,
        column: deep.token.startColumn,
        length: deep.token.image.length,
        message: deep.message,
      });
      result.tokens.length = deep.index;
    }
    return result;
  }

  /**
   * A name before `=` or `:` begins a line, whatever stands before it: a value that is still to be written does not run
   * into the next line. A keyword beside a dot is a name (`person.from`), a name before `(` a function's, and `not (` no call.
   */
  private distinguishNames(tokens: readonly Token[]): void {
    const { NAME: name, FIELD_NAME: fieldName, FUNCTION_NAME: functionName } = this.tokenTypes;
    for (const [index, token] of tokens.entries()) {
      const keyword = isKeyword(token.tokenType);
      if (!keyword && token.tokenType !== name && token.tokenType.name !== 'QUOTED_NAME') continue;
      const next = tokens[index + 1]?.tokenType.name;
      if (next === '=' || next === ':') retype(token, fieldName!);
      else if (keyword && (next === '.' || tokens[index - 1]?.tokenType.name === '.')) retype(token, name!);
      else if (
        next === '(' &&
        (token.tokenType === name || (keyword && !beforeParenthesis.has(token.tokenType.name)))
      )
        retype(token, functionName!);
    }
  }
}

function retype(token: Token, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx!;
}
