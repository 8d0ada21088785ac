import assert from 'node:assert/strict';
import { applied } from './edits.ts';
import { open } from './editor.ts';

const options = { tabSize: 2, insertSpaces: true };

interface Case {
  readonly title: string;
  /** `¦` is where the new line or the brace was just typed. */
  readonly text: string;
  readonly ch: string;
  readonly becomes: string;
}

const cases: readonly Case[] = [
  {
    title: 'a new line lays out the lines above and indents itself',
    text: 'map A -> B {\n\n  a=b\n\n  Name=c\n  X=d\n¦\n  Y   = e\n}\n',
    ch: '\n',
    becomes: 'map A -> B {\n\n  a=b\n\n  Name = c\n  X    = d\n  \n  Y   = e\n}\n',
  },
  {
    title: 'in a broken text a new line is indented alone',
    text: 'map A -> B {\n  Name=\n      ¦\n}\n',
    ch: '\n',
    becomes: 'map A -> B {\n  Name=\n  \n}\n',
  },
  {
    title: 'braces in texts do not indent',
    text: 'map A -> B {\n  Name = "a \\{ b"\n}\n    ¦\n',
    ch: '\n',
    becomes: 'map A -> B {\n  Name = "a \\{ b"\n}\n\n',
  },
  {
    title: "a comment is the author's",
    text: 'map A -> B {\n/* a\n       ¦\n */\n}\n',
    ch: '\n',
    becomes: 'map A -> B {\n  /* a\n       \n */\n}\n',
  },
  {
    title: 'a closing brace lays out its block alone',
    text: 'map A->B {\n a=b\n}\nmap A->B {\nName=c\nX=d\n   }¦\nmap A->B {  }\n',
    ch: '}',
    becomes: 'map A->B {\n a=b\n}\nmap A -> B {\n  Name = c\n  X    = d\n}\nmap A->B {  }\n',
  },
];

describe('formatting while typing', () => {
  for (const { title, text, ch, becomes } of cases) {
    it(title, async () => {
      const opened = await open(text);
      const { services, document, cursor: position } = opened;
      const textDocument = { uri: document.uri.toString() };
      const edits = await services.lsp.Formatter!.formatDocumentOnType(document, {
        textDocument,
        position,
        ch,
        options,
      });
      assert.equal(applied(opened.text, edits), becomes);
    });
  }

  it('of a range changes the lines of the range alone', async () => {
    const opened = await open('map A->B {\nName=c\n¦X=d\nZ=e\n}\n');
    const { services, document, cursor } = opened;
    const edits = await services.lsp.Formatter!.formatDocumentRange(document, {
      textDocument: { uri: document.uri.toString() },
      range: { start: cursor, end: { ...cursor, character: 3 } },
      options,
    });
    assert.equal(applied(opened.text, edits), 'map A->B {\nName=c\n  X    = d\nZ=e\n}\n');
  });

  it('leaves a broken text alone', async () => {
    const { services, document } = await open('map A->B {\n  X = \n}');
    const textDocument = { uri: document.uri.toString() };
    assert.deepEqual(await services.lsp.Formatter!.formatDocument(document, { textDocument, options }), []);
  });
});
