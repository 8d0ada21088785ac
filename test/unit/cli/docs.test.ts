import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { cliPage } from '@migmap/cli/docs/cli';
import { jsonPage } from '@migmap/cli/docs/json';
import { shape } from '@migmap/cli/docs/shape';

describe('pages made from code', () => {
  const pages: [string, () => string][] = [
    ['docs/cli.md', cliPage],
    ['docs/json.md', jsonPage],
  ];
  for (const [file, page] of pages) {
    it(`${file} is current (else: npm run docs)`, () => {
      const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
      assert.equal(text, page());
    });
  }

  const shapes: [string, z.ZodType, string][] = [
    ['optional', z.object({ a: z.string().optional().describe('why') }), '- `a` string, may be absent: why'],
    ['list', z.object({ a: z.array(z.object({ b: z.number() })) }), '- `a` list of object\n  - `b` number'],
    ['enum', z.object({ a: z.enum(['x', 'y']) }), '- `a` `"x"` · `"y"`'],
    ['record', z.object({ a: z.record(z.string(), z.number()) }), '- `a` number by name'],
    [
      'union',
      z.discriminatedUnion('k', [
        z.object({ k: z.literal('p'), n: z.number() }),
        z.object({ k: z.literal('q') }),
      ]),
      '**`"k": "p"`**\n\n- `n` number\n\n**`"k": "q"`**\n\n',
    ],
  ];
  for (const [what, schema, expected] of shapes) {
    it(`shows the shape of: ${what}`, () => assert.equal(shape(schema), expected));
  }
});
