import type { Token } from './tokens.ts';

/** Far beyond what a person writes, and well within what the recursive parser, checks and compiler can bear. */
const maxNesting = 40;
const maxOperators = 400;

const opening = new Set(['(', '[', '{', 'TEMPLATE_HEAD']);
const closing = new Set([')', ']', '}', 'TEMPLATE_TAIL']);
const prefixes = new Set(['not', '-']);
const operators = new Set([
  '+',
  '-',
  '*',
  '/',
  '??',
  '|>',
  'via',
  'and',
  'or',
  'is',
  'in',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '.',
]);
/** Where a new expression begins for certain. */
const fresh = new Set(['=', '{', '}', 'where', 'when', 'TEMPLATE_LINE_END']);

/** The first token at which the text is nested so deeply that parsing it would exhaust the stack. */
export function firstTooDeep(
  tokens: readonly Token[],
): { token: Token; index: number; message: string } | undefined {
  let brackets = 0;
  let ifs = 0;
  let prefixRun = 0;
  let operatorRun = 0;
  for (const [index, token] of tokens.entries()) {
    const kind = token.tokenType.name;
    if (opening.has(kind)) brackets++;
    else if (closing.has(kind)) brackets = Math.max(0, brackets - 1);
    if (fresh.has(kind)) ifs = operatorRun = 0;
    if (kind === 'if') ifs++;
    prefixRun = prefixes.has(kind) ? prefixRun + 1 : 0;
    if (operators.has(kind)) operatorRun++;
    if (brackets + ifs + prefixRun > maxNesting) {
      const message = `Nested deeper than ${maxNesting} levels; nothing is read beyond this point. Close the brackets, or use fewer.`;
      return { token, index, message };
    }
    if (operatorRun > maxOperators) {
      const message = `More than ${maxOperators} operators in one expression; nothing is read beyond this point. Divide it, or use a value table.`;
      return { token, index, message };
    }
  }
  return undefined;
}
