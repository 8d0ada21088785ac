import {
  createParser,
  LangiumParser,
  RootCstNodeImpl,
  type AstNode,
  type LangiumCoreServices,
  type Mutable,
  type ParseResult,
  type ParserOptions,
} from 'langium';
import type { MigmapFile } from '../generated/ast.ts';
import { forgetTooMuch } from './learnt.ts';
import { ParserMessages } from './messages.ts';
import { beginning, behind, lexerErrorsAt, move, parserErrorsAt, partOf, type Part } from './part.ts';
import { quickErrors } from './quick-errors.ts';
import { shallowRecovery } from './shallow-recovery.ts';
import { partsOf } from './statements.ts';

/**
 * Parses a file statement by statement and puts the trees together. What has been parsed for an earlier text of the file is
 * taken from there: it moves into the new tree and leaves the old.
 */
export class MigmapParser extends LangiumParser {
  private readonly messages: ParserMessages | undefined;
  private readonly partsOfFile = new WeakMap<AstNode, readonly Part[]>();

  constructor(services: LangiumCoreServices) {
    super(services);
    const messages = services.parser.ParserErrorMessageProvider;
    this.messages = messages instanceof ParserMessages ? messages : undefined;
  }

  override parse<T extends AstNode = AstNode>(input: string, options: ParserOptions = {}): ParseResult<T> {
    if (options.rule !== undefined) return super.parse<T>(input, options);
    return this.reparse<T>(input, undefined);
  }

  /** `before`: the tree of the file's text before an edit. It is of no use afterwards. */
  reparse<T extends AstNode = AstNode>(input: string, before: AstNode | undefined): ParseResult<T> {
    const known = pool((before && this.partsOfFile.get(before)) ?? []);
    const texts = partsOf(input);
    let place = beginning;
    const parts = texts.map((text, index) => {
      const next = /^\w+/.exec(texts[index + 1] ?? '')?.[0];
      const part = known.get(key(text, next))?.pop() ?? this.parsePart(text, next);
      move(part, place);
      place = behind(part, place);
      return part;
    });
    const file = fileOf(input, parts);
    if (before) this.partsOfFile.delete(before);
    this.partsOfFile.set(file, parts);
    return {
      value: file as AstNode as T,
      lexerErrors: parts.flatMap(lexerErrorsAt),
      parserErrors: parts.flatMap(parserErrorsAt),
    };
  }

  private parsePart(text: string, next: string | undefined): Part {
    if (this.messages) Object.assign(this.messages, { text, next });
    const result = this.parseSafely(text);
    forgetTooMuch(this);
    return partOf(text, next, result);
  }

  /** What is nested deeper than `firstTooDeep` foresees costs its own statement, not the whole server. */
  private parseSafely(text: string): ParseResult<MigmapFile> {
    try {
      return super.parse<MigmapFile>(text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const message = 'This is too deeply nested to be read. Write it in simpler parts.';
      const at = { offset: 0, line: 1, column: 1, length: /^.*/.exec(text)![0].length, message };
      return { ...super.parse<MigmapFile>(''), lexerErrors: [at] };
    }
  }
}

export function createMigmapParser(services: LangiumCoreServices): MigmapParser {
  const parser = new MigmapParser(services);
  createParser(services.Grammar, parser, services.parser.Lexer.definition);
  parser.finalize();
  quickErrors(parser);
  shallowRecovery(parser);
  return parser;
}

const key = (text: string, next: string | undefined): string => `${next ?? ''}\n${text}`;

function pool(parts: readonly Part[]): Map<string, Part[]> {
  const byText = new Map<string, Part[]>();
  for (const part of parts) {
    const at = key(part.text, part.next);
    const same = byText.get(at);
    if (same) same.push(part);
    else byText.set(at, [part]);
  }
  return byText;
}

function fileOf(text: string, parts: readonly Part[]): MigmapFile {
  const root = new RootCstNodeImpl(text);
  root.content = parts.flatMap(({ nodes }) => nodes);
  for (const node of root.content) (node as Mutable<typeof node>).container = root;
  const file: Mutable<MigmapFile> = {
    $type: 'MigmapFile',
    imports: parts.flatMap((part) => part.file.imports),
    statements: parts.flatMap((part) => part.file.statements),
    $cstNode: root,
  };
  const migration = parts[0]?.file.migration;
  if (migration) file.migration = migration;
  root.astNode = file;
  contain(file, 'imports', file.imports);
  contain(file, 'statements', file.statements);
  if (migration) contain(file, 'migration', migration);
  return file;
}

function contain(container: AstNode, property: string, content: AstNode | readonly AstNode[]): void {
  const place = (node: Mutable<AstNode>, index?: number): void => {
    node.$container = container;
    node.$containerProperty = property;
    if (index !== undefined) node.$containerIndex = index;
  };
  if (Array.isArray(content)) content.forEach(place);
  else place(content as AstNode);
}
