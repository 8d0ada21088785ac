import { DefaultLexerErrorMessageProvider, LangiumParserErrorMessageProvider } from 'langium';
import { expectedAt } from './expected.ts';
import { mistake } from './mistakes.ts';
import type { Token, TokenType } from './tokens.ts';

/** Parser errors as one sentence that says what was expected and what stands there. */
export class ParserMessages extends LangiumParserErrorMessageProvider {
  /** The text that is parsed, in which tokens have their places. */
  text = '';
  /** What stands behind it, where that is not the end of the file. */
  next: string | undefined;

  override buildMismatchTokenMessage(options: {
    expected: TokenType;
    actual: Token;
    ruleName: string;
  }): string {
    return this.message(options, options.actual, options.expected.name);
  }

  override buildNotAllInputParsedMessage(options: { firstRedundant: Token; ruleName: string }): string {
    return this.message({ ruleName: 'MigmapFile' }, options.firstRedundant, undefined);
  }

  override buildNoViableAltMessage(options: { actual: Token[]; ruleName: string }): string {
    return this.message(options, options.actual[0], undefined);
  }

  override buildEarlyExitMessage(options: { actual: Token[]; ruleName: string }): string {
    return this.message(options, options.actual[0], undefined);
  }

  private message(
    { ruleName }: { ruleName: string },
    actual: Token | undefined,
    expected: string | undefined,
  ): string {
    const atEnd = !actual || actual.tokenType.name === 'EOF';
    const image = atEnd ? this.next : actual.image;
    // Chevrotain's rule names carry an invisible suffix.
    const rule = ruleName.replace(/\u200B$/, '');
    const rest = atEnd ? '' : this.text.slice(actual.startOffset);
    const found = atEnd ? '' : actual.image;
    const before = /(\w+|\S)\s*$/.exec(atEnd ? '' : this.text.slice(0, actual.startOffset))?.[1] ?? '';
    const known = mistake({ rule, found, before, rest, expected });
    if (known !== undefined) return known;
    const what = expectedAt(rule, expected);
    if (what === undefined) return `${image ?? 'The end of the file'} cannot stand here.`;
    return `Expected ${what}, but ${image === undefined ? 'the file ends' : `${image} stands`} here.`;
  }
}

/** Signs that other languages have, and what is written here instead. */
const foreign: readonly (readonly [RegExp, string])[] = [
  [/^'/, 'Texts stand in double quotes.'],
  [/^&&?/, 'Conditions are joined by the word and.'],
  [/^\|/, 'Conditions are joined by the word or.'],
  [/^!/, 'A condition is turned round by the word not.'],
  [/^#/, 'A comment begins with //.'],
  [/^;/, 'Nothing stands between two lines. Leave the ; out.'],
];

/** Characters that begin nothing. */
export class LexerMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(text: string, offset: number, length: number): string {
    const found = text.slice(offset, offset + length);
    if (/^["}]/.test(found)) {
      return 'This text does not end on its line. Close it with ", and write a line break in it as \\n, a brace as \\{.';
    }
    if (found.startsWith('`')) return 'This name does not end on its line. Close it with a backtick.';
    const instead = foreign.find(([sign]) => sign.test(found))?.[1];
    return instead ?? `${found} means nothing here. A name with such signs is written in backticks.`;
  }
}
