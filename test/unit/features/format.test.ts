import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createFormatter } from '@migmap/language/formatter';
import { createLanguage } from '@migmap/language/services';
import { cases as ruleCases } from '../language/rule-cases/all.ts';
import { cases } from './format-cases.ts';
import { random } from './random.ts';
import { mappings, shapeOf } from './texts.ts';

const format = createFormatter();
const { migmap } = createLanguage({ contextFor: () => undefined });
const parse = (text: string) => migmap.parser.LangiumParser.parse(text);

function laidOut(text: string): string {
  const result = format(text);
  assert.ok('text' in result, `${'problem' in result ? result.problem : ''}\n${text}`);
  return result.text;
}

const comments = (text: string) =>
  migmap.parser.Lexer.tokenize(text).hidden.map((c) => c.image.replaceAll(/\s+/g, ' ').trim());

/** The same words with other space between them, as far as that means the same. */
function respaced(text: string, seed: number): string {
  const { tokens, hidden } = migmap.parser.Lexer.tokenize(text);
  const words = [...tokens, ...hidden].toSorted((a, b) => a.startOffset - b.startOffset);
  const next = random(seed);
  const spaces = [' ', '  ', '\n', '\n\n\n', '\t', ' \n  '];
  let result = '';
  let inTemplate = 0;
  for (const [index, { image, tokenType }] of words.entries()) {
    const before = words[index - 1]?.tokenType.name;
    const space = spaces[Math.floor(next() * (inTemplate ? 2 : spaces.length))]!;
    result += before === 'SL_COMMENT' ? `\n${space}` : index > 0 ? space : '';
    result += image;
    if (tokenType.name === 'TEMPLATE_HEAD') inTemplate += 1;
    if (tokenType.name === 'TEMPLATE_TAIL') inTemplate -= 1;
  }
  return result;
}

describe('formatting', () => {
  for (const { title, text, laidOut: expected } of cases) {
    it(`lays out ${title}`, () => assert.equal(laidOut(text), expected));
    it(`leaves ${title} alone once it is laid out`, () => assert.equal(laidOut(expected), expected));
  }

  const texts = {
    ...mappings(),
    ...Object.fromEntries(ruleCases.map((c, index) => [`rule case ${index} ${c.code}`, c.text])),
  };
  for (const [name, original] of Object.entries(texts)) {
    if (parse(original).lexerErrors.length || parse(original).parserErrors.length) continue;
    it(`keeps tree and comments of ${name}, however it is spaced`, () => {
      for (let seed = 0; seed < 4; seed += 1) {
        const text = seed === 0 ? original : respaced(original, seed);
        const once = laidOut(text);
        assert.deepEqual(shapeOf(parse(once).value), shapeOf(parse(original).value));
        assert.deepEqual(comments(once), comments(original));
        assert.equal(laidOut(once), once);
      }
    });
  }

  for (const name of ['main', 'fields', 'values']) {
    it(`finds ${name} of the example laid out`, () => {
      const text = readFileSync(`examples/smartdesk-to-salesforce/${name}.migmap`, 'utf8');
      assert.equal(laidOut(text), text);
    });
  }

  it('leaves a text with a syntax error alone and says where it is', () => {
    const result = format('map A -> B {\n  X = \n}');
    assert.ok('problem' in result);
    assert.match(result.problem, /Expected a value/);
    assert.deepEqual([result.line, result.column], [3, 1]);
  });
});
