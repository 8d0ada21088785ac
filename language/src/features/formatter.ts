import type { LangiumDocument } from 'langium';
import type { Formatter } from 'langium/lsp';
import type {
  DocumentOnTypeFormattingOptions,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  Position,
  TextEdit,
} from 'vscode-languageserver';
import { formatEdits, type SpaceEdit } from '../format/format.ts';
import type { MigmapServices } from '../services.ts';

/** Columns in line, blocks indented, comments kept. A text with syntax errors is left as it is, but for the indentation while typing. */
export class ColumnFormatter implements Formatter {
  private readonly services: MigmapServices;

  constructor(services: MigmapServices) {
    this.services = services;
  }

  get formatOnTypeOptions(): DocumentOnTypeFormattingOptions {
    return { firstTriggerCharacter: '\n', moreTriggerCharacter: ['}'] };
  }

  formatDocument(document: LangiumDocument): TextEdit[] {
    return this.edits(document, 0, Infinity);
  }

  formatDocumentRange(document: LangiumDocument, { range }: DocumentRangeFormattingParams): TextEdit[] {
    const { textDocument } = document;
    const from = textDocument.offsetAt({ line: range.start.line, character: 0 });
    return this.edits(document, from, textDocument.offsetAt(range.end));
  }

  /** Behind a new line: the lines above it that it went on from, and its own indentation. Behind `}`: the block it closes. */
  formatDocumentOnType(document: LangiumDocument, params: DocumentOnTypeFormattingParams): TextEdit[] {
    const { textDocument } = document;
    const { position, ch } = params;
    const offset = textDocument.offsetAt(position);
    const text = textDocument.getText();
    if (ch === '}') return this.edits(document, blockStart(text, offset), offset);
    const lineStart = textDocument.offsetAt({ line: position.line, character: 0 });
    const above = this.edits(document, paragraphStart(text, lineStart), Math.max(0, lineStart - 1));
    return [...above, ...indentation(document, this.services, position)];
  }

  private edits(document: LangiumDocument, from: number, to: number): TextEdit[] {
    const { textDocument, parseResult } = document;
    const edits = formatEdits(this.services, textDocument.getText(), parseResult) ?? [];
    return edits.filter(within(from, to)).map(({ start, end, newText }) => ({
      range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) },
      newText,
    }));
  }
}

const within =
  (from: number, to: number) =>
  ({ start, end }: SpaceEdit): boolean =>
    end >= from && start <= to && (to === Infinity || end <= to);

/** Where the lines begin that stand above without an empty line between them. */
function paragraphStart(text: string, lineStart: number): number {
  let start = lineStart;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (text.slice(before, start).trim() === '') return start;
    start = before;
  }
  return 0;
}

/** The start of the line of the brace that the one before `offset` closes. Braces in texts and comments are rare enough. */
function blockStart(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset - 1; at >= 0; at -= 1) {
    if (text[at] === '}') depth += 1;
    else if (text[at] === '{' && --depth === 0) return text.lastIndexOf('\n', at) + 1;
  }
  return offset;
}

/** Two blanks per open brace, counted by words so that a text in quotes does not count. Inside a comment it is the author's. */
function indentation(document: LangiumDocument, services: MigmapServices, { line }: Position): TextEdit[] {
  const { textDocument } = document;
  const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
  const text = textDocument.getText(range);
  const offset = textDocument.offsetAt(range.start);
  const blanks = /^[ \t]*/.exec(text)![0];
  const { tokens, hidden } = services.parser.Lexer.tokenize(textDocument.getText());
  if (hidden.some((c) => c.startOffset < offset && c.startOffset + c.image.length > offset)) return [];
  const braces = tokens
    .filter((token) => token.startOffset < offset)
    .reduce((n, { image }) => n + (image === '{' ? 1 : image === '}' ? -1 : 0), 0);
  const newText = '  '.repeat(Math.max(0, braces - (text[blanks.length] === '}' ? 1 : 0)));
  const end = { line, character: blanks.length };
  return newText === blanks ? [] : [{ range: { start: range.start, end }, newText }];
}
