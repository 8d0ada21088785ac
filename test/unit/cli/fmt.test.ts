import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { warmCli } from '../../support/cli/warm-cli.ts';

const texts = {
  'rough.migmap': 'map A->B {\nX=a\n}',
  'neat.migmap': 'map A -> B {\n  X = a\n}\n',
  'broken.migmap': 'map A->B {\n  X =\n}\n',
};

describe('migmap fmt', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migmap-fmt-'));
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  it('lays files out and names those it changed', async () => {
    const { code, out } = await warmCli(['fmt', 'rough.migmap', 'neat.migmap'], folder);
    assert.deepEqual([code, out], [0, 'rough.migmap\n']);
    assert.equal(read('rough.migmap'), texts['neat.migmap']);
  });

  it('changes nothing with --check, and fails where something would change', async () => {
    const rough = await warmCli(['fmt', '--check', 'rough.migmap', 'neat.migmap'], folder);
    assert.deepEqual([rough.code, rough.out], [1, 'rough.migmap\n']);
    assert.equal(read('rough.migmap'), texts['rough.migmap']);
    assert.equal((await warmCli(['fmt', '--check', 'neat.migmap'], folder)).code, 0);
  });

  it('leaves a file with a syntax error, and says where it is', async () => {
    const { code, err } = await warmCli(['fmt', 'broken.migmap'], folder);
    assert.equal(code, 1);
    assert.match(err, /broken\.migmap:3:1 Expected a value/);
    assert.equal(read('broken.migmap'), texts['broken.migmap']);
  });

  it('says that a file is not there', async () => {
    const { code, err } = await warmCli(['fmt', 'none.migmap'], folder);
    assert.equal(code, 1);
    assert.match(err, /none\.migmap cannot be read/);
  });
});
