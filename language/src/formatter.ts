import { applyEdits, formatEdits } from './format/format.ts';
import { createLanguage } from './services.ts';

export type FormatResult =
  | { readonly text: string }
  /** It has syntax errors; the first, with its place from 1. */
  | { readonly problem: string; readonly line: number; readonly column: number };

/** Lays texts out as the editor does. One parser for many texts. */
export function createFormatter(): (text: string) => FormatResult {
  const { migmap } = createLanguage({ contextFor: () => undefined });
  return (text) => {
    const parsed = migmap.parser.LangiumParser.parse(text);
    const edits = formatEdits(migmap, text, parsed);
    if (edits) return { text: applyEdits(text, edits) };
    const [lexing] = parsed.lexerErrors;
    const [parsing] = parsed.parserErrors;
    return {
      problem: lexing?.message ?? parsing?.message ?? 'It has syntax errors.',
      line: lexing?.line ?? placeOf(parsing?.token.startLine),
      column: lexing?.column ?? placeOf(parsing?.token.startColumn),
    };
  };
}

/** Of an error at the end of the file the parser does not know the place. */
const placeOf = (n: number | undefined): number => (n === undefined || Number.isNaN(n) ? 1 : n);
