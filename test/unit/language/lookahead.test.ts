/** What the parser remembers of how it told alternatives apart: it neither explodes in one text nor grows with their number. */
import assert from 'node:assert/strict';
import type { AbstractLangiumParser } from 'langium';
import { learntSize, mostLearnt } from '@migmap/language/parser/learnt';
import { createLanguage } from '@migmap/language/services';
import { random } from '../features/random.ts';

const migration = (value: string) => `migration T from a to b\nmap A -> B {\n  X = ${value}\n}\n`;
const beginnings = 'f(|not |not (|- (|a + (|ref(|owner(|file(|if a then |if (|a |> f(|a in [|map('.split('|');

/** A value in as many brackets, words and calls as are read at all. */
function nested(next: () => number): string {
  return Array.from({ length: 36 }, () => beginnings[Math.floor(next() * beginnings.length)]).join('') + 'a';
}

describe('what the parser learns', () => {
  for (const word of ['not', 'if', 'ref', 'owner', 'file']) {
    it(`of ${word} ( in itself does not double with each level`, () => {
      const sizeAt = (depth: number) => {
        const { LangiumParser: parser } = createLanguage({ contextFor: () => undefined }).migmap.parser;
        parser.parse(migration(`${word} (`.repeat(depth) + 'a'));
        return learntSize(parser);
      };
      const [less, more] = [sizeAt(4), sizeAt(8)];
      // So much that it was forgotten is no less wrong.
      assert.ok(more > less && more < 4 * less, `${less} became ${more}`);
    });
  }

  it('is forgotten beyond a limit', () => {
    const { LangiumParser, CompletionParser } = createLanguage({ contextFor: () => undefined }).migmap.parser;
    const parsers: readonly (AbstractLangiumParser & { parse(text: string): unknown })[] = [
      LangiumParser,
      CompletionParser,
    ];
    for (const parser of parsers) {
      const next = random(1);
      const sizes = Array.from({ length: 60 }, () => {
        parser.parse(migration(nested(next)));
        return learntSize(parser);
      });
      assert.ok(Math.max(...sizes) <= mostLearnt, `${Math.max(...sizes)} learnt`);
      assert.ok(sizes.includes(0), 'the limit was never reached');
    }
  });
});
