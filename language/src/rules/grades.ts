import type { LangiumDocument } from 'langium';
import type { Program } from '../bind/program.ts';
import { nearest } from '../schema/names.ts';
import { gradeCommentsOf } from './grade-comments.ts';
import type { Issue, Rule } from './rule.ts';

type Judging = Pick<Rule, 'code' | 'firm'>;

/** The check of what gives other checks another severity: `rules` in migmap.json, and comments in the text. */
export function gradesThat(judging: readonly Judging[]): Rule {
  const byCode = new Map(judging.map((rule) => [rule.code, rule]));
  const problem = (code: string, severity: string): string | undefined => {
    const rule = byCode.get(code);
    if (!rule) {
      const [near] = nearest(code, byCode.keys());
      return `There is no check ${code}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
    }
    if (!rule.firm || severity === 'error') return undefined;
    return `${code} is always an error: what it finds has no meaning that could be loaded. Correct that instead.`;
  };
  return {
    code: 'MM702',
    name: 'grade',
    severity: 'warning',
    *check(program) {
      const migration = program.files[0]?.node.migration;
      for (const [code, severity] of Object.entries(program.context.severities ?? {})) {
        const said = code === 'MM702' ? undefined : problem(code, severity);
        if (said && migration)
          yield { node: migration, property: 'name', message: `In the rules of migmap.json: ${said}` };
      }
      for (const { node } of program.files) if (node.$document) yield* inComments(node.$document, problem);
    },
  };
}

function* inComments(
  document: LangiumDocument,
  problem: (code: string, severity: string) => string | undefined,
): Generator<Issue> {
  const node = document.parseResult.value;
  const { comments, unreadable } = gradeCommentsOf(document);
  for (const range of unreadable) {
    const message =
      'This comment begins like one that sets a severity. Write the code and off, info, warning or error: // migmap: MM405 off, and why.';
    yield { node, range, message };
  }
  for (const { codes, severity, places } of comments) {
    for (const [index, code] of codes.entries()) {
      const message = problem(code, severity);
      if (message) yield { node, range: places[index], message };
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
  for (const { codes, line, places } of gradeCommentsOf(document).comments) {
    for (const [index, code] of codes.entries()) {
      if (found(code, line)) continue;
      const message = `${code} finds nothing on that line, so this comment does nothing. Remove it.`;
      yield { node, range: places[index], message, severity: 'info' };
    }
  }
}
