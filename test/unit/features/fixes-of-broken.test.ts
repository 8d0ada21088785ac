import assert from 'node:assert/strict';
import { open } from './editor.ts';
import { cases } from './fix-cases/all.ts';

/** Each text of the quick fixes as it is while somebody types it: cut off behind every word and sign, or without one of them. */
describe('quick fixes of a text that is still being written', function () {
  this.timeout(120_000);
  const texts = [...new Set(cases.map(({ text }) => text))];
  const wordsOf = (text: string) =>
    [...text.matchAll(/\w+|[^\w\s]/g)].map(({ index, 0: word }) => ({
      from: index,
      to: index + word.length,
    }));

  async function bear(all: Iterable<string>): Promise<void> {
    const opened = await open(texts[0]!);
    for (const text of all) {
      await opened.retype(text);
      const failed = opened.document.diagnostics?.find((d) =>
        /error occurred/i.test(JSON.stringify(d.message)),
      );
      assert.equal(failed, undefined, text);
    }
  }

  it(`break off at no place of ${texts.length} texts`, () =>
    bear(
      texts.flatMap((text) =>
        wordsOf(text)
          .slice(8)
          .map(({ to }) => `${text.slice(0, to)}\n}\n`),
      ),
    ));

  it(`bear it when a word is missing, or something stands before it`, () =>
    bear(
      texts.flatMap((text) =>
        wordsOf(text).flatMap(({ from, to }) => [
          text.slice(0, from) + text.slice(to),
          `${text.slice(0, from)} |> ${text.slice(from)}`,
        ]),
      ),
    ));
});
