import type { LangiumDocument } from 'langium';
import type { Program } from '../bind/program.ts';
import { nearest } from '../schema/names.ts';
import { gradeCommentsOf, type GradeComment } from './grade-comments.ts';
import type { Fix, Issue, Rule, TextRange } from './rule.ts';
import { removeRangeFix } from './text.ts';

/** What is wrong with a code, and the one that may be meant. */
interface Problem {
  readonly said: string;
  readonly near?: string;
}

type Judging = Pick<Rule, 'code' | 'firm'>;

/** The check of what gives other checks another severity: `rules` in migmap.json, and comments in the text. */
export function gradesThat(judging: readonly Judging[]): Rule {
  const byCode = new Map(judging.map((rule) => [rule.code, rule]));
  const problem = (code: string, severity: string): Problem | undefined => {
    const rule = byCode.get(code);
    if (!rule) {
      const [near] = nearest(code, byCode.keys());
      const said = `There is no check ${code}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
      return { said, near };
    }
    if (!rule.firm || severity === 'error') return undefined;
    const said = `${code} is always an error: what it finds has no meaning that could be loaded. Correct that instead.`;
    return { said };
  };
  return {
    code: 'MM702',
    name: 'grade',
    severity: 'warning',
    *check(program) {
      const migration = program.files[0]?.node.migration;
      for (const [code, severity] of Object.entries(program.context.severities ?? {})) {
        const wrong = code === 'MM702' ? undefined : problem(code, severity);
        if (!wrong || !migration) continue;
        const message = `In the rules of migmap.json: ${wrong.said}`;
        yield { node: migration, property: 'name', message, setting: code };
      }
      for (const { node } of program.files) if (node.$document) yield* inComments(node.$document, problem);
    },
  };
}

function* inComments(
  document: LangiumDocument,
  problem: (code: string, severity: string) => Problem | undefined,
): Generator<Issue> {
  const node = document.parseResult.value;
  const { comments, unreadable } = gradeCommentsOf(document);
  for (const range of unreadable) {
    const message =
      'This comment begins like one that sets a severity. Write the code and off, info, warning or error: // migmap: MM405 off, and why.';
    yield { node, range, message, fixes: [withoutComment(document, range)] };
  }
  for (const comment of comments) {
    for (const [index, code] of comment.codes.entries()) {
      const wrong = problem(code, comment.severity);
      const range = comment.places[index]!;
      if (!wrong) continue;
      const near = wrong.near === undefined ? [] : [changed(document, range, wrong.near)];
      yield { node, range, message: wrong.said, fixes: [...near, withoutCode(document, comment, index)] };
    }
  }
}

/** Comments that re-grade what is not found where they stand; judged where nothing is unknown that could be found. */
export function* idleComments(
  document: LangiumDocument,
  programs: readonly Program[],
  found: (code: string, line: number) => boolean,
): Generator<Issue> {
  const { parserErrors, lexerErrors, value: node } = document.parseResult;
  const known = programs.every(({ context }) => context.source && context.destination && context.profile);
  if (!known || parserErrors.length || lexerErrors.length) return;
  for (const comment of gradeCommentsOf(document).comments) {
    const { line, places } = comment;
    for (const [index, code] of comment.codes.entries()) {
      if (found(code, line)) continue;
      const message = `${code} finds nothing on that line, so this comment does nothing. Remove it.`;
      const fixes = [withoutCode(document, comment, index)];
      yield { node, range: places[index], message, severity: 'info', fixes };
    }
  }
}

function changed(document: LangiumDocument, range: TextRange, code: string): Fix {
  return { title: `Change to ${code}`, edits: [{ uri: document.uri.toString(), range, newText: code }] };
}

function withoutComment({ uri, textDocument }: LangiumDocument, range: TextRange): Fix {
  return removeRangeFix('Remove this comment', uri.toString(), textDocument.getText(), range);
}

/** A comment of several codes keeps the others. */
function withoutCode(document: LangiumDocument, { codes, places, range }: GradeComment, index: number): Fix {
  if (codes.length === 1) return withoutComment(document, range);
  const last = index === codes.length - 1;
  const start = last ? places[index - 1]!.end : places[index]!.start;
  const end = last ? places[index]!.end : places[index + 1]!.start;
  const edit = { uri: document.uri.toString(), range: { start, end }, newText: '' };
  return { title: `Remove ${codes[index]} from this comment`, edits: [edit] };
}
