import { AstUtils, type LangiumCoreServices } from 'langium';
import { isMigmapFile, type MigmapFile } from '../generated/ast.ts';

/** A token or a comment as it stands in the text. */
export interface Word {
  readonly text: string;
  readonly offset: number;
  readonly end: number;
  /** Lines of its first and its last sign, from 1. */
  readonly line: number;
  readonly endLine: number;
  readonly comment: 'line' | 'block' | undefined;
  /** A minus that belongs to the value behind it. */
  readonly sign: boolean;
}

/** What of the text begins a line of its own: by offset, what it is and where it ends. */
export type ItemMarks = ReadonlyMap<number, { readonly type: string; readonly end: number }>;

const itemTypes = new Set(
  (
    'Migration Import Owners ValueTable Pipelines FieldsBlock CustomObject ObjectMap Split Fragment Export SkipObject ' +
    'MappingTest ValueEntry PipelineEntry StageEntry FieldDeclaration Branch OtherwiseBranch KeyLine MatchLine UseLine ' +
    'EachLine SkipFieldLine FlagLine FieldLine ExportColumn Given ExpectNone ExpectRecord GivenValue ExpectedValue RecordEntry'
  ).split(' '),
);

export function wordsOf(services: LangiumCoreServices, text: string, file: MigmapFile): Word[] {
  const signs = signOffsets(file);
  const { tokens, hidden } = services.parser.Lexer.tokenize(text);
  return tokens
    .concat(hidden)
    .map((token): Word => {
      const { image, startOffset: offset, startLine: line = 1 } = token;
      const comment = { SL_COMMENT: 'line', ML_COMMENT: 'block' }[token.tokenType.name] as Word['comment'];
      const endLine = line + image.split('\n').length - 1;
      return {
        text: comment === 'line' ? image.trimEnd() : image,
        offset,
        end: offset + image.length,
        line,
        endLine,
        comment,
        sign: signs.has(offset),
      };
    })
    .toSorted((a, b) => a.offset - b.offset);
}

export function itemMarks(file: MigmapFile, words: readonly Word[]): ItemMarks {
  const marks = new Map<number, { type: string; end: number }>();
  for (const node of AstUtils.streamAllContents(file)) {
    const cst = node.$cstNode;
    if (!cst) continue;
    if (itemTypes.has(node.$type)) marks.set(cst.offset, { type: node.$type, end: cst.end });
    else if (
      node.$type === 'Fallback' &&
      ['ValueTable', 'Pipelines'].includes(node.$container?.$type ?? '')
    ) {
      const keyword = words.findLast((word) => !word.comment && word.offset < cst.offset);
      if (keyword) marks.set(keyword.offset, { type: 'Otherwise', end: cst.end });
    }
  }
  return marks;
}

function signOffsets(file: MigmapFile): ReadonlySet<number> {
  const offsets = new Set<number>();
  if (!isMigmapFile(file)) return offsets;
  for (const node of AstUtils.streamAllContents(file)) {
    const signed = node.$type === 'NegateExpression' || node.$type === 'NumberLiteral';
    if (signed && node.$cstNode?.text.startsWith('-')) offsets.add(node.$cstNode.offset);
  }
  return offsets;
}
