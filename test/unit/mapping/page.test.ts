import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { functionsPage } from '@migmap/engine/mapping/functions/page';

describe('docs/functions.md', () => {
  it('is what the table says; scripts/functions-page.mjs writes it anew', async () => {
    const page = await readFile(new URL('../../../docs/functions.md', import.meta.url), 'utf8');
    assert.equal(page, functionsPage());
  });
});
