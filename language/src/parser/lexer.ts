import { DefaultLexer } from 'langium';
import type { LexerResult, TokenizeOptions } from 'langium';
import { firstTooDeep } from './depth.ts';
import type { Token, TokenType } from './tokens.ts';

/** What makes a keyword a name whatever stands around it: `owner = …`, `values : Text`, `person.from`. */
const namesBefore = new Set(['=', ':', '.']);

export class MigmapLexer extends DefaultLexer {
  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    readKeywordsAsNames(result.tokens, this.tokenTypes['NAME']!);
    const deep = firstTooDeep(result.tokens);
    if (deep) {
      result.errors.push({
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
}

function readKeywordsAsNames(tokens: Token[], name: TokenType): void {
  for (const [index, token] of tokens.entries()) {
    if (!token.tokenType.CATEGORIES?.length) continue;
    const next = tokens[index + 1]?.tokenType.name ?? '';
    if (namesBefore.has(next) || tokens[index - 1]?.tokenType.name === '.') {
      token.tokenType = name;
      token.tokenTypeIdx = name.tokenTypeIdx!;
    }
  }
}
