import assert from 'node:assert/strict';
import { applyEdits, formatEdits } from '@migmap/language/format/format';
import { createLanguage } from '@migmap/language/services';
import { program } from './programs.ts';
import { random } from './random.ts';
import { shapeOf } from './texts.ts';

const { migmap } = createLanguage({ contextFor: () => undefined });
const parse = (text: string) => migmap.parser.LangiumParser.parse(text);
const editsOf = (text: string) => {
  const edits = formatEdits(migmap, text, parse(text));
  assert.ok(edits, `${parse(text).parserErrors[0]?.message ?? ''}\n${text}`);
  return edits;
};
const laidOut = (text: string) => applyEdits(text, editsOf(text));
const shape = (text: string) => shapeOf(parse(text).value);
const comments = (text: string) =>
  migmap.parser.Lexer.tokenize(text).hidden.map((c) => c.image.replaceAll(/\s+/g, ' ').trim());

/** Comments, line ends, tabs and empty lines wherever there may be any. */
function disturbed(text: string, seed: number): string {
  const next = random(seed);
  const { tokens } = migmap.parser.Lexer.tokenize(text);
  let inText = 0;
  let result = '';
  for (const { image, tokenType } of tokens) {
    if (tokenType.name === 'TEMPLATE_TAIL') inText -= 1;
    // A text in quotes ends on its line; there are no comments in it.
    const spaces =
      inText > 0
        ? [' ', '  ']
        : [' ', ' ', '\t', '\n', '\n\n\n', ' /* b */ ', ' // c\n', '\n/** d\n  * e */\n'];
    result +=
      (result && tokenType.name !== 'TEMPLATE_TAIL' ? spaces[Math.floor(next() * spaces.length)]! : '') +
      image;
    if (tokenType.name === 'TEMPLATE_HEAD') inText += 1;
  }
  return `${result}\n`;
}

/** The columns of lines that follow each other in one block and are written on one line each: `=` under `=`. */
function assertAligned(text: string): void {
  let before: { indent: string; column: number } | undefined;
  for (const line of text.split('\n')) {
    const found = /^( *)(?:\w+|`[^`]+`)( *)= [^{]*$/.exec(line);
    const own = found && { indent: found[1]!, column: line.indexOf(' = ') };
    if (own && before && own.indent === before.indent)
      assert.equal(own.column, before.column, `${line}\n\n${text}`);
    before = own ?? undefined;
  }
}

describe('formatting of generated programs', () => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);

  it('keeps the tree and the comments, and leaves what is laid out alone', () => {
    for (const seed of seeds) {
      const original = program(seed);
      for (const text of [original, disturbed(original, seed)]) {
        const once = laidOut(text);
        assert.deepEqual(shape(once), shape(original), `seed ${seed}\n${text}`);
        assert.deepEqual(comments(once), comments(text), `seed ${seed}\n${text}`);
        assert.equal(laidOut(once), once, `seed ${seed}\n${text}`);
        assert.doesNotMatch(once, /[ \t]$|\t|\n\n\n/m, `seed ${seed}\n${once}`);
      }
    }
  });

  it('keeps line ends as they are', () => {
    for (const seed of seeds.slice(0, 20)) {
      const text = disturbed(program(seed), seed).replaceAll('\n', '\r\n');
      const once = laidOut(text);
      assert.doesNotMatch(once, /[^\r]\n/, `seed ${seed}`);
      assert.equal(laidOut(once), once, `seed ${seed}`);
      assert.equal(once.replaceAll('\r\n', '\n'), laidOut(text.replaceAll('\r\n', '\n')), `seed ${seed}`);
    }
  });

  it('means the same when only some of its changes are made, as for a range', () => {
    for (const seed of seeds) {
      const next = random(seed);
      const text = disturbed(program(seed), seed);
      const part = applyEdits(
        text,
        editsOf(text).filter(() => next() < 0.5),
      );
      assert.deepEqual(shape(part), shape(text), `seed ${seed}\n${part}`);
      assert.equal(laidOut(part), laidOut(text), `seed ${seed}\n${part}`);
    }
  });

  it('brings the lines of a block into columns', () => {
    for (const seed of seeds) assertAligned(laidOut(program(seed)));
  });
});
