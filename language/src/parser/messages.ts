import { DefaultLexerErrorMessageProvider, LangiumParserErrorMessageProvider } from 'langium';
import type { Token, TokenType } from './tokens.ts';

const value = 'a value: a field, a text in quotes, a number, or a function';

/** What stands at a place of the grammar, in a person's words; rules not listed say what token they expect. */
const expectedIn: Readonly<Record<string, string>> = {
  MigmapFile:
    'a statement: map, split, values, pipelines, owners, fields, object, fragment, export, skip or test',
  MapLine: 'a line: Field = value, or key, match, use, each, flag or skip',
  ObjectMap: 'a line (Field = value, key, match, use, each, flag or skip) or the closing }',
  Branch: 'a line (Field = value, key, match, use, each, flag or skip) or the closing }',
  Fragment: 'a line (Field = value, key, match, use, each, flag or skip) or the closing }',
  EachLine: 'a line (Field = value, key, match, flag or skip) or the closing }',
  ...Object.fromEntries(
    ['Expression', 'Negation', 'Comparison', 'Coalesced', 'Piped', 'Translated', 'Unary', 'Primary'].map(
      (rule) => [rule, value],
    ),
  ),
  Fallback: 'what to do: hold, skip, empty, keep, create, or a value in quotes',
  TypeArgument: 'a number, a value in quotes, or an object',
  Name: 'a name',
  TestStep: 'given … or expect …',
  Literal: 'a value: a text in quotes, a number, true, false or empty',
};

const tokenNames: Readonly<Record<string, string>> = {
  NAME: 'a name',
  QUOTED_NAME: 'a name in backticks',
  FIELD_NAME: 'a field',
  STRING: 'a text in quotes',
  NUMBER: 'a number',
  TEMPLATE_HEAD: 'a text in quotes',
  TEMPLATE_MIDDLE: '} and the rest of the text',
  TEMPLATE_TAIL: '} and the end of the text',
  EOF: 'the end of the file',
};

const arithmetic = new Set(['+', '-', '*', '/']);

/** Parser errors as one sentence that says what was expected and what stands there. */
export class ParserMessages extends LangiumParserErrorMessageProvider {
  /** What stands behind the text that is parsed, where that is not the end of the file. */
  next: string | undefined;

  override buildMismatchTokenMessage(options: {
    expected: TokenType;
    actual: Token;
    previous: Token;
    ruleName: string;
  }): string {
    return this.message(options.ruleName, called(options.expected), options.actual);
  }

  override buildNotAllInputParsedMessage(options: { firstRedundant: Token; ruleName: string }): string {
    return this.message('MigmapFile', 'a statement', options.firstRedundant);
  }

  override buildNoViableAltMessage(options: { actual: Token[]; ruleName: string }): string {
    return this.message(options.ruleName, 'something else', options.actual[0]);
  }

  override buildEarlyExitMessage(options: { actual: Token[]; ruleName: string }): string {
    return this.message(options.ruleName, 'something else', options.actual[0]);
  }

  private message(rule: string, expected: string, actual: Token | undefined): string {
    const image = !actual || actual.tokenType.name === 'EOF' ? this.next : actual.image;
    const found = image === undefined ? 'the file ends' : `${image} stands`;
    // Chevrotain's rule names carry an invisible suffix.
    const what = expectedIn[rule.replace(/\u200B$/, '')] ?? expected;
    if (what !== value && actual && arithmetic.has(actual.image)) {
      return `${actual.image} cannot stand here. It binds tighter than |>: put what stands before it in parentheses.`;
    }
    return `Expected ${what}, but ${found} here.`;
  }
}

function called(token: TokenType): string {
  return tokenNames[token.name] ?? token.name;
}

/** Characters that begin nothing. */
export class LexerMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(text: string, offset: number, length: number): string {
    const found = text.slice(offset, offset + length);
    if (found.startsWith('"')) {
      return 'This text does not end on its line. Close it with ", and write a line break in it as \\n, a brace as \\{.';
    }
    if (found.startsWith('`')) return 'This name does not end on its line. Close it with a backtick.';
    return `${found} means nothing here. A name with such signs is written in backticks.`;
  }
}
