/** Texts that nobody writes and that come of pasting: the parser must bear them, and soon. */
import assert from 'node:assert/strict';
import { createLanguageServices } from '@migmap/language/lsp';
import { features } from '@migmap/language/features/module';

const map = 'map Company -> Account {\n  Name = name\n';
const texts: Readonly<Record<string, string>> = {
  'lists within lists behind a text that is not closed': `${map}  flag "not closed ${'each x as y -> Z {'.repeat(1_200)}`,
  'lists within lists': map + '  each x as y -> Z {'.repeat(1_200),
  'records within records': `test "x" { given Company { a = ${'{ b = '.repeat(1_200)}`,
  parentheses: `${map}  Website = ${'('.repeat(5_000)}`,
  'texts within texts': `${map}  Website = ${'"{'.repeat(2_000)}`,
  operators: `${map}  Website = ${'a + '.repeat(5_000)}b`,
  conditions: `${map}  Website = ${'if a then '.repeat(2_000)}`,
};

describe('a text that is nested without end', () => {
  const { migmap } = createLanguageServices({ contextFor: () => undefined }, { features });

  for (const [says, text] of Object.entries(texts)) {
    it(`is refused and not followed: ${says}`, function () {
      this.timeout(30_000);
      const { lexerErrors, parserErrors, value } = migmap.parser.LangiumParser.parse(text);
      assert.ok(lexerErrors.length + parserErrors.length > 0);
      assert.ok(
        !lexerErrors.some(({ message }) => /too deeply nested/.test(message)),
        'the parser followed it until the stack was full',
      );
      assert.equal(value.$type, 'MigmapFile');
      migmap.parser.CompletionParser.parse(text);
    });
  }
});
