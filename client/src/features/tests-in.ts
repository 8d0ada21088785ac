/** A `test` block: its name as the language reads it, and its line from 0. */
export interface FoundTest {
  readonly name: string;
  readonly line: number;
}

/** The tests of a mapping, read from its text alone so that they are there while it has errors. Those in comments are none. */
export function testsIn(text: string): FoundTest[] {
  const pattern = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|\btest\s+("(?:\\.|[^"\\{\r\n])*")\s*\{|"(?:\\.|[^"\\\r\n])*"/g;
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const [, quoted] = match;
    if (quoted === undefined) return [];
    const line = text.slice(0, match.index).split('\n').length - 1;
    return [{ name: unescaped(quoted.slice(1, -1)), line }];
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const unescaped = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign);
