/** What the parser remembers of how it told alternatives apart: it neither explodes in one text nor grows with their number. */
import assert from 'node:assert/strict';
import type { AbstractLangiumParser } from 'langium';
import { learntSize } from '@migmap/language/parser/bounded-lookahead';
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
      assert.ok(more < 4 * less, `${less} became ${more}`);
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
      let largest = 0;
      for (let count = 0; count < 60; count++) {
        parser.parse(migration(nested(next)));
        largest = Math.max(largest, learntSize(parser));
        parser.parse('');
        assert.ok(learntSize(parser) <= 500_000, `${learntSize(parser)} after ${count + 1}`);
      }
      assert.ok(largest > 500_000, 'the limit was never reached');
    }
  });
});
