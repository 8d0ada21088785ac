import { createParser, LangiumCompletionParser, type LangiumCoreServices } from 'langium';
import { forgetTooMuch } from './learnt.ts';
import { quickErrors } from './quick-errors.ts';
import { shallowRecovery } from './shallow-recovery.ts';
import { partsOf } from './statements.ts';

/** Finds out what can follow a text. What stands before its last statement has no say in that and is not parsed. */
class StatementCompletionParser extends LangiumCompletionParser {
  override parse(input: string): ReturnType<LangiumCompletionParser['parse']> {
    const result = super.parse(partsOf(input).at(-1)!);
    forgetTooMuch(this);
    return result;
  }
}

export function createStatementCompletionParser(services: LangiumCoreServices): LangiumCompletionParser {
  const parser = new StatementCompletionParser(services);
  createParser(services.Grammar, parser, services.parser.Lexer.definition);
  parser.finalize();
  quickErrors(parser);
  shallowRecovery(parser);
  return parser;
}
