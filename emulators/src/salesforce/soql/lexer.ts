import { RequestError } from '../errors.ts';

export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'date' | 'datetime' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/iy],
  ['date', /\d{4}-\d{2}-\d{2}/y],
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*(?::\d+)?/y],
  ['string', /'(?:[^'\\]|\\.)*'/sy],
  ['symbol', /<=|>=|!=|<>|[(),=<>]/y],
];

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text of a quoted string; `\%` and `\_` keep their backslash, for LIKE. */
function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_all, code: string) => {
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (code === '%' || code === '_') return `\\${code}`;
    return escapes[code] ?? code;
  });
}

export const malformed = (message: string): RequestError => new RequestError(400, 'MALFORMED_QUERY', message);

export function tokenize(soql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < soql.length) {
    let matched = false;
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const text = pattern.exec(soql)?.[0];
      if (text === undefined) continue;
      if (kind !== 'space') tokens.push({ kind, text: kind === 'string' ? unquote(text) : text, at });
      at += text.length;
      matched = true;
      break;
    }
    if (!matched) throw malformed(`unexpected token: '${soql[at] ?? ''}' at position ${at}`);
  }
  tokens.push({ kind: 'end', text: '<EOF>', at });
  return tokens;
}
