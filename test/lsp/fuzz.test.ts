import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentFormattingRequest, DocumentSymbolRequest } from 'vscode-languageserver-protocol/node';
import { mapping, writeProject } from '../fixtures/project.ts';
import { randomEdits } from '../unit/features/random-edits.ts';
import { startSession, type Session } from './session.ts';

/** FUZZ_EDITS=2000 looks further, FUZZ_SEED elsewhere. */
const edits = Number(process.env['FUZZ_EDITS'] ?? 60);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const options = { tabSize: 2, insertSpaces: true };

describe('language server: random edits', function () {
  this.timeout(Math.max(60_000, edits * 2_000));
  let folder: string;
  let session: Session;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    await writeProject(folder);
    session = await startSession(folder);
  });
  after(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('neither end the server nor keep it from answering', async () => {
    const example = await readFile('examples/smartdesk-to-salesforce/main.migmap', 'utf8');
    for (const [name, original] of Object.entries({ small: mapping, example })) {
      const uri = await session.open(join(folder, `${name}.migmap`), original);
      let count = 0;
      for (const text of randomEdits(original, seed)) {
        if ((count += 1) > edits / 2) break;
        await session.change(uri, text);
        const textDocument = { uri };
        await Promise.all([
          session.diagnostics(uri),
          session.connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
          session.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options }),
          session.completion(uri, { line: count, character: 3 }),
          session.hover(uri, { line: count, character: 5 }),
        ]);
      }
      await session.change(uri, original);
      assert.deepEqual(
        (await session.diagnostics(uri)).filter((d) => d.code === 'MM001'),
        [],
      );
    }
  });
});
