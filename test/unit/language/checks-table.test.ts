import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '@migmap/language/rules/all';
import { checkText } from './check.ts';
import { cases } from './rule-cases/all.ts';

/** `| what | severity | codes | quick fix |` of docs/language.md. */
function rows() {
  const page = readFileSync('docs/language.md', 'utf8').split('## What is checked')[1]!;
  return [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \| (\[MM[^|]+) \|([^|]*)\|$/gm)].map(
    ([, what, severity, codes, fix]) => ({
      what: what!,
      severities: severity!.split(', '),
      codes: [...codes!.matchAll(/\[(MM\d+)\]/g)].map(([, code]) => code!),
      fix: fix!.trim(),
    }),
  );
}

/** What each code finds in the cases that break it. */
async function found(code: string) {
  const broken = cases.filter((c) => c.code === code && c.marks.length);
  const all = await Promise.all(
    broken.map(async ({ text, files, context }) => (await checkText(text, { files, context })).diagnostics),
  );
  return all.flat().filter((d) => d.code === code);
}

describe('the table of checks', () => {
  it('has rows', () => assert.ok(rows().length > 20));

  for (const { what, severities, codes, fix } of rows()) {
    it(`${what}: ${codes.join(', ')}`, async () => {
      for (const code of codes) {
        const rule = rules.find((r) => r.code === code);
        assert.ok(rule && severities.includes(rule.severity), `${code} is ${rule?.severity}`);
        assert.ok(
          cases.some((c) => c.code === code && c.marks.length === 0),
          `no case keeps ${code}`,
        );
        const diagnostics = await found(code);
        assert.ok(diagnostics.length, `no case breaks ${code}`);
        if (!fix || fix === 'discovery') continue;
        assert.ok(
          diagnostics.some((d) => d.fixes.length),
          `${code} has no quick fix`,
        );
      }
    });
  }

  const counted = ['MM403', 'MM404', 'MM405', 'MM406', 'MM407'];
  for (const code of counted)
    it(`${code} carries counts from the data`, async () => {
      const messages = (await found(code)).map((d) => d.message);
      assert.ok(
        messages.some((m) => /\d[\d,]* (records? )?of [\d,]+/.test(m)),
        messages.join('\n'),
      );
    });

  it('every message is a sentence or two', async () => {
    for (const { code } of rules)
      for (const { message } of await found(code)) {
        assert.match(message, /^\S.*[.?…]$/s, `${code} ${message}`);
        assert.ok(message.length < 400, `${code} ${message}`);
      }
  });
});
