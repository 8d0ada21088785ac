import assert from 'node:assert/strict';
import { open } from './editor.ts';
import { cases } from './fix-cases/all.ts';

/** Each text of the quick fixes as it is while somebody types it: cut off behind every word and sign. */
describe('quick fixes of a text that is still being written', () => {
  const texts = [...new Set(cases.map(({ text }) => text))];
  it(`break off at no place of ${texts.length} texts`, async () => {
    const opened = await open(texts[0]!);
    for (const text of texts) {
      const ends = [...text.matchAll(/\w+|[^\w\s]/g)].map(({ index, 0: word }) => index + word.length);
      for (const end of ends.slice(8)) {
        await opened.retype(`${text.slice(0, end)}\n}\n`);
        const failed = opened.document.diagnostics?.find((d) =>
          /error occurred/i.test(JSON.stringify(d.message)),
        );
        assert.equal(failed, undefined, text.slice(0, end));
      }
    }
  });
});
