import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '@migmap/language/rules/all';
import { checkText, marked } from './check.ts';
import { cases } from './rule-cases/all.ts';

describe('rules of the language', () => {
  for (const { code, title, text, marks, says, severity, files, context } of cases) {
    it(`${code}: ${title}`, async () => {
      const result = await checkText(text, { files, context });
      const found = result.diagnostics.filter((d) => d.code === code);
      const where = found.map((d) =>
        d.file === 'main.migmap' ? marked(result.text, d) : `${d.file}:${marked(files![d.file]!, d)}`,
      );
      assert.deepEqual(
        where,
        marks,
        `all: ${result.diagnostics.map((d) => `${d.code} ${d.message}`).join('\n')}`,
      );
      if (says) for (const { message } of found) assert.match(message, says);
      if (severity) for (const d of found) assert.equal(d.severity, severity);
    });
  }

  it('have a case that breaks them and one that keeps them, each', () => {
    for (const { code } of rules) {
      assert.ok(
        cases.some((c) => c.code === code && c.marks.length),
        `${code} is never broken`,
      );
      assert.ok(
        cases.some((c) => c.code === code && !c.marks.length),
        `${code} is never kept`,
      );
    }
  });

  it('have a page each, listed in the index', () => {
    const index = readFileSync('docs/rules/README.md', 'utf8');
    for (const code of ['MM001', ...rules.map((rule) => rule.code)]) {
      const page = readFileSync(`docs/rules/${code}.md`, 'utf8');
      const title = /^# (\w+): (.+)$/m.exec(page);
      assert.equal(title?.[1], code);
      assert.ok(index.includes(`| [${code}](${code}.md) | ${title[2]} |`), `${code} in the index`);
    }
  });

  it('have codes of their own', () => {
    assert.equal(new Set(rules.map((rule) => rule.code)).size, rules.length);
  });
});
