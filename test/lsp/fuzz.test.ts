import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  CodeActionRequest,
  CodeLensRequest,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  InlayHintRequest,
  SemanticTokensRequest,
  type Position,
} from 'vscode-languageserver-protocol/node';
import { exampleNames, openExample, type Example } from '../support/example.ts';
import { random } from '../unit/features/random.ts';
import { randomEdits } from '../unit/features/random-edits.ts';
import { startSession, type Session } from './session.ts';

/** Edits of each example. FUZZ_EDITS=2000 looks further, FUZZ_SEED elsewhere. */
const edits = Number(process.env['FUZZ_EDITS'] ?? 20);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
/**
 * Bytes from half way to the end, however many edits lie between: a text's tree alone takes more than a megabyte, so a few of
 * them that stayed would show. What does grow is bounded: V8's code, the schema of what was asked for, and what the two parsers
 * have learnt of the grammar (little more than one each, then they forget).
 */
const mayGrow = 5_000_000;
const options = { tabSize: 2, insertSpaces: true };
const all = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

describe('language server: random edits of the examples', function () {
  this.timeout(Math.max(120_000, edits * 2_000));

  for (const name of exampleNames) {
    describe(name, () => {
      let example: Example;
      let session: Session;
      before(async () => {
        example = await openExample(name);
        session = await startSession(example.root, {}, { probe: true });
      });
      after(async () => {
        await session?.close();
        await example?.remove();
      });

      it('neither make it throw, nor keep it from answering, nor fill its memory', async () => {
        const original = example.texts.get('main.migmap')!;
        const uri = await session.open(join(example.root, 'main.migmap'), original);
        const next = random(seed);
        let text = original;
        let count = 0;
        let settled = 0;
        for (const edited of randomEdits(original, seed)) {
          if ((count += 1) > edits) break;
          if (count === Math.ceil(edits / 2)) settled = await heapOf(session, uri, original, edited);
          else if (count % 2) await session.change(uri, edited);
          else await session.edit(uri, difference(text, edited));
          text = edited;
          const position = placeIn(text, next());
          await askEverything(session, uri, position).catch((cause: unknown) => {
            throw new Error(`Edit ${count} of seed ${seed} broke something:\n${text.slice(0, 3000)}`, {
              cause,
            });
          });
        }
        const kept = await heapOf(session, uri, original, original);
        const findings = await session.diagnostics(uri);
        assert.deepEqual(
          findings.filter((found) => found.severity === 1),
          [],
          'the example is what it was',
        );
        assert.deepEqual(session.errors, [], 'the server logged errors');
        assert.ok(kept - settled < mayGrow, `${kept - settled} bytes more than half way`);
      });
    });
  }
});

/** In use with the original text, whatever came before; then goes on with another. */
async function heapOf(session: Session, uri: string, original: string, then: string): Promise<number> {
  await session.change(uri, original);
  await session.diagnostics(uri);
  const heap = await session.heap();
  await session.change(uri, then);
  return heap;
}

async function askEverything(session: Session, uri: string, position: Position): Promise<void> {
  const textDocument = { uri };
  const diagnostics = await session.diagnostics(uri);
  await Promise.all([
    session.connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
    session.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options }),
    session.connection.sendRequest(SemanticTokensRequest.type, { textDocument }),
    session.connection.sendRequest(CodeLensRequest.type, { textDocument }),
    session.connection.sendRequest(InlayHintRequest.type, { textDocument, range: all }),
    session.connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range: all,
      context: { diagnostics: [...diagnostics] },
    }),
    session.completion(uri, position),
    session.hover(uri, position),
  ]);
}

/** As an editor says it: the range that was replaced, and by what. */
function difference(before: string, after: string) {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  // No place stands between the two halves of a line's end.
  if (before[from - 1] === '\r' || after[from - 1] === '\r') from--;
  let same = 0;
  while (same < Math.min(before.length, after.length) - from && before.at(-1 - same) === after.at(-1 - same))
    same++;
  if (before[before.length - same] === '\n') same = Math.max(0, same - 1);
  const range = {
    start: positionAt(before, from),
    end: positionAt(before, before.length - same),
  };
  return { range, text: after.slice(from, after.length - same) };
}

const placeIn = (text: string, share: number): Position => positionAt(text, Math.floor(share * text.length));

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}
