import type { LangiumDocument } from 'langium';
import type { Program } from '../bind/program.ts';
import type { MigmapServices } from '../services.ts';
import { rules } from './all.ts';
import type { Issue, Rule, Severity } from './rule.ts';
import { cstAt, uriOf } from './text.ts';

export interface CheckedIssue extends Issue {
  readonly code: string;
  readonly severity: Severity;
}

/** What the rules say of one document, in the programs it is part of; each thing once. */
export function issuesOf(document: LangiumDocument, services: MigmapServices): CheckedIssue[] {
  const uri = document.uri.toString();
  const issues = services.Analysis.programsWith(document)
    .flatMap((program) => checkProgram(program))
    .filter((issue) => uriOf(issue.node) === uri);
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const key = `${issue.code} ${cstAt(issue)?.offset} ${issue.message}`;
    return !seen.has(key) && seen.add(key);
  });
}

export function checkProgram(program: Program): CheckedIssue[] {
  const whole = !program.files.some(({ node }) => hasSyntaxErrors(node.$document));
  return rules
    .filter((rule) => whole || !rule.needsWholeText)
    .flatMap((rule) => [...rule.check(program)].flatMap((issue) => judge(rule, issue, program)));
}

/** Applies the severities of `migmap.json`. */
function judge(rule: Rule, issue: Issue, program: Program): CheckedIssue[] {
  const chosen = program.context.severities?.[rule.code];
  if (chosen === 'off') return [];
  return [{ ...issue, code: rule.code, severity: chosen ?? issue.severity ?? rule.severity }];
}

function hasSyntaxErrors(document: LangiumDocument | undefined): boolean {
  return Boolean(document?.parseResult.lexerErrors.length || document?.parseResult.parserErrors.length);
}
