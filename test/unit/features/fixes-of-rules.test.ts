import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '@migmap/language/rules/all';
import { discovered } from './discovery-cases.ts';
import { cases } from './fix-cases/all.ts';

const index = readFileSync('docs/rules/README.md', 'utf8');

describe('every rule has a quick fix that is tested, or a page that says why there is none:', () => {
  for (const code of ['MM001', ...rules.map((rule) => rule.code)]) {
    const tested = cases.some((c) => c.code === code) || code in discovered;
    it(`${code} has ${tested ? 'one' : 'none'}`, () => {
      const page = readFileSync(`docs/rules/${code}.md`, 'utf8');
      const why = /^## Quick fix\n\nThere is none: .{20,}\.$/m.test(page);
      assert.equal(why, !tested, `docs/rules/${code}.md ${why ? 'says' : 'does not say'} that there is none`);
      const [, listed] = new RegExp(`^\\| \\[${code}\\].*\\| (.+) \\|$`, 'm').exec(index) ?? [];
      assert.equal(listed, tested ? 'yes' : 'none', `${code} in docs/rules/README.md`);
    });
  }
});
