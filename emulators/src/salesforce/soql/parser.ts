import type { Call, Condition, Literal, Operand, Query, Selected } from './ast.ts';
import { malformed, tokenize, type Token } from './lexer.ts';

const rangeNames =
  /^(TODAY|YESTERDAY|TOMORROW|(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)|LAST_90_DAYS|NEXT_90_DAYS|(LAST|NEXT)_N_(DAYS|WEEKS|MONTHS|YEARS):\d+)$/i;
const clauses = /^(FROM|WHERE|GROUP|HAVING|ORDER|LIMIT|OFFSET|FOR|ALL|WITH|USING|AND|OR|NOT|IN|LIKE)$/i;

interface Cursor {
  readonly peek: (ahead?: number) => Token;
  readonly next: () => Token;
  readonly isWord: (word: string, ahead?: number) => boolean;
  readonly takeWord: (word: string) => boolean;
  readonly takeSymbol: (symbol: string) => boolean;
  readonly needWord: (word: string) => void;
  readonly needSymbol: (symbol: string) => void;
}

function cursor(tokens: readonly Token[]): Cursor {
  let at = 0;
  const end: Token = { kind: 'end', text: '<EOF>', at: 0 };
  const peek = (ahead = 0): Token => tokens[at + ahead] ?? end;
  const isWord = (word: string, ahead = 0): boolean =>
    peek(ahead).kind === 'word' && peek(ahead).text.toUpperCase() === word;
  const takeWord = (word: string): boolean => isWord(word) && ++at > 0;
  const takeSymbol = (symbol: string): boolean =>
    peek().kind === 'symbol' && peek().text === symbol && ++at > 0;
  const fail = (wanted: string): never => {
    throw malformed(`unexpected token: '${peek().text}', expected ${wanted} at position ${peek().at}`);
  };
  return {
    peek,
    next: () => tokens[at++] ?? end,
    isWord,
    takeWord,
    takeSymbol,
    needWord: (word) => void (takeWord(word) || fail(word)),
    needSymbol: (symbol) => void (takeSymbol(symbol) || fail(`'${symbol}'`)),
  };
}

function name(c: Cursor): string {
  const token = c.next();
  if (token.kind !== 'word') throw malformed(`unexpected token: '${token.text}' at position ${token.at}`);
  return token.text;
}

function operand(c: Cursor): Operand {
  const word = name(c);
  if (!c.takeSymbol('(')) return { path: word.split('.') };
  return { call: call(c, word) };
}

function call(c: Cursor, word: string): Call {
  const upper = word.toUpperCase();
  if (c.takeSymbol(')')) return { name: upper };
  const argument = name(c).split('.');
  c.needSymbol(')');
  return { name: upper, argument };
}

function selected(c: Cursor): Selected {
  if (c.takeSymbol('(')) {
    const query = select(c);
    c.needSymbol(')');
    return { kind: 'children', query };
  }
  if (c.isWord('TYPEOF')) throw malformed('TYPEOF is not supported here');
  const word = name(c);
  if (c.takeSymbol('(')) {
    const made = call(c, word);
    if (made.name === 'FIELDS') {
      const which = made.argument?.[0]?.toUpperCase();
      if (which !== 'ALL' && which !== 'STANDARD' && which !== 'CUSTOM')
        throw malformed('FIELDS needs ALL, STANDARD or CUSTOM');
      return { kind: 'fields', which };
    }
    return { kind: 'call', call: made, ...alias(c) };
  }
  return { kind: 'path', path: word.split('.'), ...alias(c) };
}

function alias(c: Cursor): { alias?: string } {
  const token = c.peek();
  return token.kind === 'word' && !clauses.test(token.text) ? { alias: c.next().text } : {};
}

function literal(c: Cursor): Literal {
  const token = c.next();
  if (token.kind === 'string') return { kind: 'string', text: token.text };
  if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
  if (token.kind === 'date' || token.kind === 'datetime') return { kind: token.kind, text: token.text };
  if (token.kind === 'word') {
    const upper = token.text.toUpperCase();
    if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'boolean', value: upper === 'TRUE' };
    if (upper === 'NULL') return { kind: 'null' };
    if (rangeNames.test(upper)) {
      const [range = '', n = '0'] = upper.split(':');
      return { kind: 'range', name: range, n: Number(n) };
    }
  }
  throw malformed(`unexpected token: '${token.text}' at position ${token.at}`);
}

function list<T>(c: Cursor, item: () => T): T[] {
  c.needSymbol('(');
  const items = [item()];
  while (c.takeSymbol(',')) items.push(item());
  c.needSymbol(')');
  return items;
}

function comparison(c: Cursor): Condition {
  const left = operand(c);
  const negated = c.isWord('NOT') && c.isWord('IN', 1) && c.takeWord('NOT');
  if (c.takeWord('IN')) {
    if (c.peek().text === '(' && c.isWord('SELECT', 1)) {
      c.needSymbol('(');
      const query = select(c);
      c.needSymbol(')');
      return { kind: 'inQuery', left, negated, query };
    }
    return { kind: 'in', left, negated, values: list(c, () => literal(c)) };
  }
  for (const word of ['INCLUDES', 'EXCLUDES'])
    if (c.takeWord(word)) {
      const values = list(c, () => c.next().text);
      return { kind: 'includes', left, negated: word === 'EXCLUDES', values };
    }
  if (c.takeWord('LIKE')) return { kind: 'compare', left, operator: 'LIKE', right: literal(c) };
  const token = c.next();
  if (token.kind !== 'symbol' || !/^(=|!=|<>|<|>|<=|>=)$/.test(token.text))
    throw malformed(`unexpected token: '${token.text}' at position ${token.at}`);
  return { kind: 'compare', left, operator: token.text === '<>' ? '!=' : token.text, right: literal(c) };
}

function factor(c: Cursor): Condition {
  if (c.takeWord('NOT')) return { kind: 'not', part: factor(c) };
  if (c.takeSymbol('(')) {
    const inner = condition(c);
    c.needSymbol(')');
    return inner;
  }
  return comparison(c);
}

function condition(c: Cursor): Condition {
  const first = factor(c);
  const word = c.isWord('AND') ? 'AND' : c.isWord('OR') ? 'OR' : undefined;
  if (word === undefined) return first;
  const parts = [first];
  while (c.takeWord(word)) parts.push(factor(c));
  if (c.isWord('AND') || c.isWord('OR'))
    throw malformed('AND and OR stand side by side: say with parentheses what belongs together');
  return { kind: word === 'AND' ? 'and' : 'or', parts };
}

function count(c: Cursor): number {
  const token = c.next();
  if (token.kind !== 'number' || !/^\d+$/.test(token.text))
    throw malformed(`unexpected token: '${token.text}' at position ${token.at}`);
  return Number(token.text);
}

function order(c: Cursor): Query['orderBy'][number] {
  const by = operand(c);
  const descending = c.takeWord('DESC') || (c.takeWord('ASC') && false);
  let nullsLast = false;
  if (c.takeWord('NULLS')) {
    nullsLast = c.takeWord('LAST');
    if (!nullsLast) c.needWord('FIRST');
  }
  return { by, descending, nullsLast };
}

function several<T>(c: Cursor, item: () => T): T[] {
  const items = [item()];
  while (c.takeSymbol(',')) items.push(item());
  return items;
}

function select(c: Cursor): Query {
  c.needWord('SELECT');
  const items = several(c, () => selected(c));
  c.needWord('FROM');
  const object = name(c);
  const named = alias(c).alias;
  if (c.takeWord('USING')) {
    c.needWord('SCOPE');
    c.needWord('EVERYTHING');
  }
  const where = c.takeWord('WHERE') ? condition(c) : undefined;
  if (c.takeWord('WITH')) c.needWord('SECURITY_ENFORCED');
  let groupBy: Operand[] = [];
  if (c.takeWord('GROUP')) {
    c.needWord('BY');
    groupBy = several(c, () => operand(c));
  }
  const having = c.takeWord('HAVING') ? condition(c) : undefined;
  let orderBy: Query['orderBy'] = [];
  if (c.takeWord('ORDER')) {
    c.needWord('BY');
    orderBy = several(c, () => order(c));
  }
  const limit = c.takeWord('LIMIT') ? count(c) : undefined;
  const offset = c.takeWord('OFFSET') ? count(c) : undefined;
  const allRows = c.takeWord('ALL');
  if (allRows) c.needWord('ROWS');
  return { select: items, object, alias: named, where, groupBy, having, orderBy, limit, offset, allRows };
}

export function parseSoql(soql: string): Query {
  const c = cursor(tokenize(soql));
  const query = select(c);
  if (c.peek().kind !== 'end')
    throw malformed(`unexpected token: '${c.peek().text}' at position ${c.peek().at}`);
  return query;
}
