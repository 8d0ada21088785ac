import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { broken } from './broken.ts';
import { checkText, marked } from './check.ts';

const golden = 'test/unit/language/broken.txt';

/** `text` ⏎ `  «marked» message`, of every syntax error that is told. */
async function told(text: string): Promise<string> {
  const result = await checkText(/migration/.test(text) ? text : text.replaceAll('¦', '\n'), { context: {} });
  const errors = result.diagnostics.filter((d) => d.code === 'MM001');
  return [text, ...errors.map((d) => `  «${marked(result.text, d)}» ${d.message}`)].join('\n');
}

describe('what is said of a text that cannot be read', () => {
  it('are the sentences beside this test', async () => {
    const all: string[] = [];
    for (const text of broken) all.push(await told(text));
    const text = `${all.join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, text);
    assert.equal(
      text,
      readFileSync(golden, 'utf8'),
      `${golden} is out of date; UPDATE_GOLDEN=1 rewrites it.`,
    );
  });

  it('are sentences, of one mistake at most two, and no lists of tokens', async () => {
    for (const text of broken) {
      const [, ...sentences] = (await told(text)).split('\n  «');
      assert.ok(sentences.length > 0, `nothing is said of ${text}`);
      assert.ok(sentences.length <= 2, `too much is said of ${text}\n${sentences.join('\n')}`);
      for (const sentence of sentences) {
        const message = sentence.slice(sentence.indexOf('» ') + 2);
        assert.match(message, /^[^a-z].*[.?]$/, text);
        assert.doesNotMatch(message, /token|Token|sequence|\bEOF\b|[A-Z]{2,}_|undefined|\u200B/, text);
      }
    }
  });
});
