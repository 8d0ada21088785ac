/** A file that was edited means what it means to somebody who reads it for the first time. */
import assert from 'node:assert/strict';
import {
  createLangiumParser,
  isAstNode,
  isReference,
  URI,
  TextDocument,
  type AstNode,
  type CstNode,
  type ParseResult,
} from 'langium';
import { createChecker, type CheckResult } from '@migmap/language/checker';
import { compile } from '@migmap/language/compile/compile';
import { createLanguageServices } from '@migmap/language/lsp';
import { MigmapParser } from '@migmap/language/parser/parser';
import { partsOf } from '@migmap/language/parser/statements';
import { context } from './check.ts';

const text = `/* A file
map Nothing -> Here {
*/
migration Test from oldcrm to newcrm

values Industries {
  "Tech" => "Banking" // one { too many
  otherwise hold
}

// A company
map Company -> Account {
  key id => Old_Id__c
  Name = "{name} {before(domain, "/*")}" |> trim
  Website = domain |> url
  Industry = industry via Industries
  OwnerId = owner(owner_id)
}

/** A person */
map Contact -> Contact {
  key id => Old_Id__c
  use PersonName
  AccountId = ref(company_id)
  skip birthday "nobody needs it"
}
skip Lead "none left"

fragment PersonName {
  LastName = last_name ?? before(email, "@")
  Email = email
}

split Deal {
  when pipeline == "A \\" \\{" -> Contact {
    key id => Old_Id__c
    LastName = if name is empty then "x" else name
  }
  otherwise hold
}

test "a company" {
  given Company { name = "Acme" }
  expect Account { Name = "Acme" }
}
`;

/** What a person types, pastes or loses, and what is hard on somebody who reads in parts. */
const pieces = [
  ...'{}()[]"`/*.=,|> \n\\'.split(''),
  '\r\n',
  '//',
  '/*',
  '*/',
  '"{',
  '}"',
  '->',
  'map',
  ' as x',
  '\nmap Company -> Account {\n',
  '\nmap Contact -> Contact {\n  LastName = last_name\n}\n',
  '\nskip Lead "again"\n',
  '\nfragment More {\n}\n',
  '\nvalues Other {\n  "a" => "b"\n}\n',
  '\nimport "./other.migmap"\n',
  '\ntest "x" {\n',
  'name',
  'q',
  '\u2028',
  '("'.repeat(30),
];

describe('a file that is edited', () => {
  const { shared, migmap } = createLanguageServices({ contextFor: () => context });
  const parser = migmap.parser.LangiumParser as MigmapParser;
  const whole = createLangiumParser(migmap);

  for (const seed of process.env['MIGMAP_EDITS'] ? [1, 2, 3, 4] : [1, 2]) {
    it(`has the tree of its text (seed ${seed})`, function () {
      this.timeout(Math.max(120_000, Number(process.env['MIGMAP_EDITS'] ?? 0) * 2_000));
      let before = parser.parse(text);
      for (const edited of edits(seed, Number(process.env['MIGMAP_EDITS'] ?? 150))) {
        const after = parser.reparse(edited, before.value);
        before = after;
        assert.equal(partsOf(edited).join(''), edited);
        same(shape(after), shape(parser.parse(edited)), edited);
        const plain = whole.parse(edited);
        assert.equal(isWell(after), isWell(plain), `parts and whole differ on\n${edited}`);
        if (isWell(plain)) same(shape(after), shape(plain), edited);
      }
    });
  }

  it('has the findings of its text, and compiles to the same mapping', async function () {
    this.timeout(Math.max(120_000, Number(process.env['MIGMAP_EDITS'] ?? 0) * 2_000));
    const uri = URI.parse('file:///w/main.migmap');
    const checker = createChecker({ contextFor: () => context });
    let version = 0;
    let compiled = 0;
    for (const edited of edits(99, Number(process.env['MIGMAP_EDITS'] ?? 80))) {
      shared.workspace.TextDocuments.set(TextDocument.create(uri.toString(), 'migmap', ++version, edited));
      await shared.workspace.DocumentBuilder.update([uri], []);
      const document = shared.workspace.LangiumDocuments.getDocument(uri)!;
      const fresh = await checker.check(uri.toString(), edited);
      const found = (document.diagnostics ?? []).map(({ range, code, message }) => ({
        range,
        code,
        message,
      }));
      assert.deepEqual(sorted(found), sorted(fresh.diagnostics), edited);
      if (!fresh.mapping) continue;
      compiled++;
      assert.deepEqual(
        compile(migmap.Analysis.programOf(document), () => 'main.migmap'),
        fresh.mapping,
        edited,
      );
    }
    assert.ok(compiled > 5, 'too few of the texts were without errors');
  });
});

function sorted(
  found: readonly Pick<CheckResult['diagnostics'][number], 'range' | 'message'>[] | readonly object[],
): string[] {
  return found
    .map((d) => {
      const { range, code, message } = d as { range: unknown; code: unknown; message: unknown };
      return JSON.stringify([range, code, message]);
    })
    .toSorted();
}

/** Texts that follow from each other by an edit; now and then the first comes back. */
function* edits(seed: number, count: number): Generator<string> {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  let edited = text;
  for (let n = 0; n < count; n++) {
    if (below(5) === 0) edited = text;
    else {
      const at = below(edited.length);
      const lost = below(3) === 0 ? below(below(4) === 0 ? 120 : 4) : 0;
      const from = below(edited.length);
      const put =
        below(8) === 0
          ? edited.slice(from, from + below(200))
          : below(4)
            ? pieces[below(pieces.length)]!
            : '';
      edited = edited.slice(0, at) + put + edited.slice(at + lost);
    }
    yield edited;
  }
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const isWell = ({ lexerErrors, parserErrors }: ParseResult): boolean =>
  !lexerErrors.length && !parserErrors.length;

/** As `deepEqual`, which takes seconds for trees, where they do differ. */
function same(one: unknown, other: unknown, what: string): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) assert.deepEqual(one, other, what);
}

/** Everything of a tree that somebody could see: nodes and what they hold, where they stand, and the tokens below. */
function shape({ value, lexerErrors, parserErrors }: ParseResult): unknown {
  return {
    tree: treeOf(value),
    tokens: value.$cstNode && [...leaves(value.$cstNode)],
    lexerErrors: lexerErrors.map(({ offset, line, column, length, message }) => ({
      offset,
      line,
      column,
      length,
      message,
    })),
    parserErrors: parserErrors.map((error) => {
      const previous = (error as { previousToken?: typeof error.token }).previousToken;
      return { message: error.message, at: placeOf(error.token), behind: previous && placeOf(previous) };
    }),
  };
}

const placeOf = (token: {
  startOffset: number;
  startLine?: number;
  startColumn?: number;
  endLine?: number;
}) => [token.startOffset, token.startLine, token.startColumn, token.endLine];

function treeOf(node: AstNode): unknown {
  const content = Object.entries(node)
    .filter(([name]) => !name.startsWith('$'))
    .map(([name, value]) => [name, valueOf(value, node)]);
  const { $type, $containerProperty, $containerIndex, $cstNode: cst } = node;
  return {
    $type,
    $containerProperty,
    $containerIndex,
    at: cst && [cst.offset, cst.end, cst.range, cst.text],
    owner: cst?.astNode === node,
    ...Object.fromEntries(content.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))),
  };
}

function valueOf(value: unknown, container: AstNode): unknown {
  if (Array.isArray(value)) return value.map((item) => valueOf(item, container));
  if (isReference(value)) return [value.$refText, value.$refNode?.offset, value.$refNode?.range];
  if (!isAstNode(value)) return value;
  assert.equal(value.$container, container);
  return treeOf(value);
}

function* leaves(node: CstNode): Generator {
  if ('content' in node) for (const child of node.content as CstNode[]) yield* leaves(child);
  else yield [node.offset, node.end, node.range, node.hidden, node.text];
}
