import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkText, head, marked } from './check.ts';

const map = (lines: string) => `map A -> B { ${lines} }`;

/** Every ```migmap block of a page. */
function blocksOf(page: string): string[] {
  return [...page.matchAll(/```migmap\n([\s\S]*?)```/g)].map((match) => match[1]!);
}

describe('syntax', () => {
  it('parses the whole tour of docs/language.md', async () => {
    const [migration, tests] = blocksOf(readFileSync('docs/language.md', 'utf8'));
    const { diagnostics } = await checkText(`${migration}\n${tests}`, {
      context: {},
      files: { 'values.migmap': 'values Industries { otherwise keep }' },
    });
    assert.deepEqual(
      diagnostics.filter((d) => d.severity === 'error'),
      [],
    );
  });

  const good: Readonly<Record<string, string>> = {
    'keywords as field names': map(
      'owner = owner(owner) key = key values = values via = via in = in is = is or = or else = else then = then match = match on = on use = use skip = skip flag = flag each = each.each file = file ref = ref this = this parent = parent',
    ),
    'keywords as objects, aliases and keys':
      'map map as as where where == "x" -> object { key key => key match match, on on conflict fill each each as each -> each { file = file(file, over 5 MB link link) } skip skip "x" flag "x" when when is empty }',
    'keywords inside ref': map('a = ref(ref of ref.ref) b = ref(this as this)'),
    'every fallback and type':
      'values V { "a" => "b" otherwise empty } fields A { a : Text(3) external id unique required "A" b : Picklist("x", "y") c : Picklist(values of A.b) d : MultiPicklist("x") e : Reference(B) f : Number(3, 1) }',
    'owners by placeholder and by e-mail': 'owners match U.e to U.E, unmatched use "a@ex.org"',
    'nesting within the limit': map(`X = ${'('.repeat(37)}a${')'.repeat(37)}`),
    'a file over the limit': map('X = file(path, over 50 MB link url)'),
    'tests with lists and records':
      'test "t" { given A { a = [{ b = "c" d = 1 }] e = -2 f = true g = empty } expect B { x = "y" } expect no C expect D skipped }',
    'a comment of every kind': '/** a */ /* b */ // c\n' + map('X = a // d\n'),
    'an empty file': '',
  };
  for (const [title, text] of Object.entries(good)) {
    it(`takes ${title}`, async () => {
      const { diagnostics } = await checkText(text, { context: {} });
      assert.deepEqual(
        diagnostics.filter((d) => d.code === 'MM001').map((d) => d.message),
        [],
      );
    });
  }

  const bad: readonly (readonly [title: string, text: string, mark: string, says: RegExp])[] = [
    ['a line without a value', map('X ='), '}', /Expected a value.*but } stands here/],
    ['a line without =', map('X a'), 'X', /Expected a line.*but X stands here/],
    ['an unclosed map', 'map A -> B { X = a', '', /Expected .*closing }.*the file ends/],
    ['a stray word', 'mapp A -> B { }', 'mapp', /Expected a statement: map, split/],
    ['a calculation behind a pipe', map('X = a |> number + 1'), '+', /parentheses/],
    ['an unclosed text', 'map A -> B {\n X = "abc\n Y = c }', '"', /does not end on its line/],
    ['a strange sign', map('X = a § b'), '§', /backticks/],
    [
      'an unfinished interpolation',
      'map A -> B {\n X = "{a\n Y = c }',
      'Y',
      /Expected } and the end of the text/,
    ],
  ];
  for (const [title, text, mark, says] of bad) {
    it(`explains ${title}`, async () => {
      const result = await checkText(text, { context: {} });
      const found = result.diagnostics.filter((d) => d.code === 'MM001');
      assert.ok(found.length, 'nothing reported');
      assert.match(found[0]!.message, says);
      assert.equal(marked(result.text, found[0]!), mark);
      assert.equal(result.mapping, undefined);
    });
  }

  it('keeps the other lines of a map with a syntax error', async () => {
    const { diagnostics, text } = await checkText(
      'map Company -> Account {\n Name = = name\n Website = domin\n}',
    );
    assert.ok(diagnostics.some((d) => d.code === 'MM102' && marked(text, d) === 'domin'));
  });

  const deep: Readonly<Record<string, string>> = {
    parentheses: map(`X = ${'('.repeat(5000)}`),
    braces: 'map A -> B {'.repeat(5000),
    lists: map(`X = a in ${'['.repeat(5000)}`),
    each: `map A -> B {${'each x as y -> Z {'.repeat(5000)}`,
    not: map(`X = ${'not '.repeat(5000)}a`),
    minus: map(`X = ${'- '.repeat(5000)}a`),
    if: map(`X = ${'if a then b else '.repeat(5000)}a`),
    sums: map(`X = ${'a + '.repeat(5000)}a`),
    choices: map(`X = ${'a ?? '.repeat(5000)}a`),
    pipes: map(`X = a ${'|> trim '.repeat(5000)}`),
    paths: map(`X = a${'.a'.repeat(5000)}`),
    texts: map(`X = ${'"{'.repeat(5000)}`),
    records: `test "t" { given A { a = ${'{ b = '.repeat(5000)}`,
    arguments: map(`X = ${'f('.repeat(5000)}`),
  };
  for (const [title, text] of Object.entries(deep)) {
    it(`survives 5,000 nested ${title}`, async () => {
      const { diagnostics } = await checkText(text, { context: {} });
      assert.ok(diagnostics.some((d) => /Nested deeper|operators in one expression/.test(d.message)));
    });
  }

  describe('survives', () => {
    const errors: unknown[][] = [];
    const { error } = console;
    // Langium catches what a check throws and prints it.
    before(() => (console.error = (...args) => errors.push(args)));
    after(() => (console.error = error));
    const tour = blocksOf(readFileSync('docs/language.md', 'utf8')).join('\n');
    const words = tour.split(/(?=\b|[^\w\s])/);

    it('any beginning of the tour', async () => {
      for (let end = 0; end < words.length; end += 13) await checkText(words.slice(0, end).join(''));
      assert.deepEqual(errors, []);
    });

    it('the tour without any one of its words', async () => {
      for (let gap = 0; gap < words.length; gap += 12) await checkText(words.toSpliced(gap, 1).join(''));
      assert.deepEqual(errors, []);
    });
  });

  it('reads a value table of 5,000 lines', async () => {
    const entries = Array.from({ length: 5000 }, (_, i) => `"${i}" => "x"`).join('\n');
    const { mapping } = await checkText(`${head}values V {\n${entries}\n}`, { context: {} });
    assert.equal(mapping?.tables['V']?.entries.length, 5000);
  });
});
