import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentSymbolRequest, type Diagnostic } from 'vscode-languageserver-protocol/node';
import { mapping, writeProject } from '../fixtures/project.ts';
import { startSession, type Session } from './session.ts';

const library = 'values Industries {\n  "Tech" => "Technology"\n  otherwise hold\n}\n';
const importing = mapping
  .replace(/values Industries \{[^}]*\}/, 'import "./library.migmap"')
  .replace(/\n\n\nmap/, '\n\nmap');

describe('language server: documents that are closed', function () {
  this.timeout(120_000);
  let folder: string;
  let session: Session;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migmap-lsp-'));
    await writeProject(folder);
    await writeFile(join(folder, 'library.migmap'), library);
    session = await startSession(folder, {}, { probe: true });
  });
  after(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('leave nothing behind, however many there were', async () => {
    const openAndClose = async (count: number) => {
      for (let n = 0; n < count; n++) {
        const uri = await session.open(join(folder, `draft-${n}.migmap`), mapping);
        await session.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
        await session.closeDocument(uri);
      }
      return session.heap();
    };
    const before = await openAndClose(100);
    const after = await openAndClose(500);
    assert.ok(after - before < 4_000_000, `${after - before} bytes more after 500 documents`);
    assert.deepEqual(session.errors, []);
  });

  it('take their findings along when there is no such file', async () => {
    const uri = await session.open(join(folder, 'gone.migmap'), mapping.replace('domain', 'domian'));
    assert.ok((await session.diagnostics(uri)).length > 0);
    await session.closeDocument(uri);
    assert.deepEqual(await session.diagnostics(uri), []);
  });

  it('are what lies on the disk again, for those that import them too', async () => {
    const unknown = (found: readonly Diagnostic[]) => found.some(({ code }) => code === 'MM105');
    const main = await session.open(join(folder, 'main.migmap'), importing);
    await session.diagnostics(main, (found) => !unknown(found));
    const uri = await session.open(join(folder, 'library.migmap'), library.replace('Industries', 'Sectors'));
    await session.diagnostics(main, unknown);
    await session.closeDocument(uri);
    await session.diagnostics(main, (found) => !unknown(found));
  });
});
