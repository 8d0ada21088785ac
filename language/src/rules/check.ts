import type { LangiumDocument } from 'langium';
import type { Program } from '../bind/program.ts';
import type { MigmapServices } from '../services.ts';
import { rules } from './all.ts';
import { gradeCommentsOf } from './grade-comments.ts';
import { idleComments } from './grades.ts';
import type { Issue, Severity } from './rule.ts';
import { rangeOf, uriOf } from './text.ts';

export interface CheckedIssue extends Issue {
  readonly code: string;
  readonly severity: Severity;
}

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

/** What the rules say of one document, in the programs it is part of; each thing once. */
export function issuesOf(document: LangiumDocument, services: MigmapServices): CheckedIssue[] {
  const uri = document.uri.toString();
  const programs = services.Analysis.programsWith(document);
  const issues = programs
    .flatMap((program) => checkProgram(program))
    .filter((issue) => uriOf(issue.node) === uri);
  const seen = new Set<string>();
  const once = issues.filter((issue) => {
    const { line, character } = startOf(issue);
    const key = `${issue.code} ${line} ${character} ${issue.message}`;
    return !seen.has(key) && seen.add(key);
  });
  return graded(once, document, programs);
}

/** Applies the severities of the rules and of `migmap.json`. */
export function checkProgram(program: Program): CheckedIssue[] {
  const whole = !program.files.some(({ node }) => hasSyntaxErrors(node.$document));
  return rules
    .filter((rule) => whole || !rule.needsWholeText)
    .flatMap((rule) =>
      [...rule.check(program)].flatMap((issue) => {
        const severity = issue.severity ?? rule.severity;
        return regraded({ ...issue, code: rule.code, severity }, program.context.severities?.[rule.code]);
      }),
    );
}

/** Applies the severities that comments set for their lines. */
function graded(
  issues: readonly CheckedIssue[],
  document: LangiumDocument,
  programs: readonly Program[],
): CheckedIssue[] {
  const { comments } = gradeCommentsOf(document);
  if (!comments.length) return [...issues];
  const chosen = new Map(
    comments.flatMap(({ codes, line, severity }) => codes.map((code) => [`${code} ${line}`, severity])),
  );
  const met = new Set<string>();
  const left = issues.flatMap((issue) => {
    const key = `${issue.code} ${startOf(issue).line}`;
    met.add(key);
    return regraded(issue, chosen.get(key));
  });
  // Of a code that cannot be re-graded the comment itself is wrong, which is said already.
  const found = (code: string, line: number) =>
    met.has(`${code} ${line}`) || byCode.get(code)?.firm !== undefined || !byCode.has(code);
  const idle = [...idleComments(document, programs, found)].flatMap((issue) =>
    regraded({ severity: 'info', ...issue, code: 'MM702' }, programs[0]?.context.severities?.['MM702']),
  );
  return [...left, ...idle];
}

function regraded(issue: CheckedIssue, chosen: Severity | 'off' | undefined): CheckedIssue[] {
  if (chosen === undefined || byCode.get(issue.code)?.firm) return [issue];
  return chosen === 'off' ? [] : [{ ...issue, severity: chosen }];
}

const startOf = (issue: Issue) => (issue.range ?? rangeOf(issue)).start;

function hasSyntaxErrors(document: LangiumDocument | undefined): boolean {
  return Boolean(document?.parseResult.lexerErrors.length || document?.parseResult.parserErrors.length);
}
