import { AstUtils, GrammarAST, type AstNode } from 'langium';
import {
  DefaultCompletionProvider,
  type CompletionAcceptor,
  type CompletionContext,
  type CompletionProviderOptions,
  type CompletionValueItem,
  type NextFeature,
} from 'langium/lsp';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';
import type { MigmapLspServices } from '../../lsp.ts';
import type { Program } from '../../bind/program.ts';
import { nothing } from '../../rules/required-lines.ts';
import { partAt } from '../../parser/statements.ts';
import { programAt } from '../place/program.ts';
import { keyword, startsLine, type KeywordPlace } from './keywords.ts';
import { offers } from './offers.ts';
import { texts } from './texts.ts';

/**
 * Langium says what the grammar lets follow at the cursor; what stands there comes from the schemas, the profile and the
 * statements of the mapping.
 */
export class MigmapCompletion extends DefaultCompletionProvider {
  override readonly completionOptions: CompletionProviderOptions = {
    triggerCharacters: ['.', '"', '{', '`'],
  };
  readonly #program: (context: CompletionContext) => Program;

  constructor(services: MigmapLspServices) {
    super(services);
    this.#program = (context) => programAt(services, context.document);
  }

  /** Behind an empty text, which stands where a value is still to be written, whatever may be that value takes its place. */
  protected override fillCompletionItem(
    context: CompletionContext,
    item: CompletionValueItem,
  ): CompletionItem | undefined {
    const { textDocument, tokenOffset, offset, position } = context;
    const range = { start: textDocument.positionAt(tokenOffset), end: position };
    if (offset === tokenOffset || textDocument.getText(range) !== nothing)
      return super.fillCompletionItem(context, item);
    const newText = item.insertText ?? item.label ?? '';
    const both = this.clientCapabilities?.completionItem?.insertReplaceSupport;
    const textEdit = both ? { newText, insert: range, replace: range } : { newText, range };
    return super.fillCompletionItem(context, { ...item, textEdit, filterText: nothing });
  }

  /** An editor that knows no difference between inserting and replacing would double the closing quote of a text. */
  protected override buildCompletionTextEditWithoutInsertReplace(
    context: CompletionContext,
    label: string,
    newText: string,
  ): TextEdit | undefined {
    const edit = super.buildCompletionTextEditWithoutInsertReplace(context, label, newText);
    const { textDocument, tokenOffset, tokenEndOffset, offset } = context;
    if (!edit || textDocument.getText()[tokenOffset] !== '"' || tokenEndOffset < offset) return edit;
    return { newText, range: { start: edit.range.start, end: textDocument.positionAt(tokenEndOffset) } };
  }

  /** Tokens of other statements are neither at the cursor nor before it. */
  protected override backtrackToAnyToken(
    text: string,
    offset: number,
  ): ReturnType<DefaultCompletionProvider['backtrackToAnyToken']> {
    const { from, part } = partAt(text, offset);
    const near = super.backtrackToAnyToken(part, offset - from);
    const moved = (at: number | undefined) => (at === undefined ? undefined : at + from);
    return {
      nextTokenStart: near.nextTokenStart + from,
      nextTokenEnd: near.nextTokenEnd + from,
      previousTokenStart: moved(near.previousTokenStart),
      previousTokenEnd: moved(near.previousTokenEnd),
    };
  }

  protected override completionFor(
    context: CompletionContext,
    next: NextFeature,
    accept: CompletionAcceptor,
  ): void {
    const { feature } = next;
    const quoted = fromOpenQuote(context);
    const place = placeOf(context);
    const assignment = AstUtils.getContainerOfType(feature, GrammarAST.isAssignment);
    const rule = AstUtils.getContainerOfType(feature, GrammarAST.isParserRule);
    const node = nodeAt(context, next);
    if (GrammarAST.isRuleCall(feature) && feature.rule.$refText === 'STRING' && assignment && node) {
      // Of a text nothing is called, and nothing is a field.
      if (/^[(.]/.test(place.rest)) return;
      const items = texts(node, assignment.feature, this.#program(context));
      for (const item of items) accept(quoted ?? context, item);
    } else if (quoted) {
      return;
    } else if (GrammarAST.isKeyword(feature)) {
      const item = keyword(feature.value, place);
      if (item) accept(context, item);
    } else if (GrammarAST.isCrossReference(feature) && assignment && rule && node) {
      const slot = { rule: rule.name, property: assignment.feature, node };
      if (slot.rule === 'FieldLine' && !startsLine(place)) return;
      for (const item of offers(slot, context, this.#program(context))) accept(context, item);
    }
  }
}

/** A node of the kind that is being written, below the one the cursor stands in. */
function nodeAt(context: CompletionContext, next: NextFeature): AstNode | undefined {
  if (!next.type || !context.node || context.node.$type === next.type) return context.node;
  return { $type: next.type, $container: context.node, $containerProperty: next.property };
}

function placeOf({ textDocument, tokenOffset, tokenEndOffset, offset }: CompletionContext): KeywordPlace {
  const text = textDocument.getText();
  const end = Math.max(tokenEndOffset, offset);
  return {
    firstOnLine: lineBefore(text, tokenOffset).trim() === '',
    afterBrace: text.slice(0, tokenOffset).trimEnd().endsWith('{'),
    rest: /^.*/.exec(text.slice(end, end + 200))![0],
  };
}

function lineBefore(text: string, offset: number): string {
  return offset === 0 ? '' : text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

/** A text without a closing quote is no token: the cursor stands behind a quote that is to be replaced. */
function fromOpenQuote(context: CompletionContext): CompletionContext | undefined {
  const line = lineBefore(context.textDocument.getText(), context.offset);
  const opens = line.endsWith('"') && (line.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
  const open = opens && context.tokenOffset === context.offset;
  return open ? { ...context, tokenOffset: context.offset - 1 } : undefined;
}
