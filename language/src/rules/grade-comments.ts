import type { LangiumDocument } from 'langium';
import type { Severity, TextRange } from './rule.ts';

/** `// migmap: MM405 off, cut on purpose`: another severity for the checks on one line. */
export interface GradeComment {
  readonly codes: readonly string[];
  readonly severity: Severity | 'off';
  /** The line it speaks of, from 0: its own, or where it stands alone the next that is no such comment. */
  readonly line: number;
  /** From its slashes to the end of its line. */
  readonly range: TextRange;
  /** Of each code, for what is said of it. */
  readonly places: readonly TextRange[];
}

const form =
  /(?<=^|\s)\/\/ *migmap: *(?<codes>[A-Z]{2}\d{3}(?:,? +[A-Z]{2}\d{3})*) +(?<severity>off|info|warning|error)\b/;
const beginning = /(?<=^|\s)\/\/ *migmap:/;

/** Where a comment begins like one and says nothing that can be understood. */
export interface GradeComments {
  readonly comments: readonly GradeComment[];
  readonly unreadable: readonly TextRange[];
}

export function gradeCommentsOf({ textDocument }: LangiumDocument): GradeComments {
  const text = textDocument.getText();
  const comments: GradeComment[] = [];
  const unreadable: TextRange[] = [];
  // Most files have none.
  if (!text.includes('migmap:')) return { comments, unreadable };
  const lines = text.split(/\r\n|\r|\n/);
  for (const [line, content] of lines.entries()) {
    const found = form.exec(content);
    const at = found ?? beginning.exec(content);
    if (!at) continue;
    const range = (from: number, length: number): TextRange => ({
      start: { line, character: from },
      end: { line, character: from + length },
    });
    const whole = range(at.index, content.trimEnd().length - at.index);
    if (!found?.groups) {
      unreadable.push(whole);
      continue;
    }
    const { codes = '', severity } = found.groups;
    const from = content.indexOf(codes, found.index);
    const named = [...codes.matchAll(/[A-Z]{2}\d{3}/g)];
    comments.push({
      codes: named.map(([code]) => code),
      severity: severity as GradeComment['severity'],
      line: content.slice(0, found.index).trim() ? line : lineBelow(lines, line),
      range: whole,
      places: named.map((match) => range(from + match.index, match[0].length)),
    });
  }
  return { comments, unreadable };
}

/** Several of them may stand above one line, and other comments between. */
function lineBelow(lines: readonly string[], from: number): number {
  let line = from + 1;
  while (/^\s*(\/\/|$)/.test(lines[line] ?? 'x')) line += 1;
  return line;
}
