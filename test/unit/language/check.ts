import {
  createChecker,
  type CheckResult,
  type Diagnostic,
  type MigrationContext,
} from '@migmap/language/checker';
import { destination, profile, rules, source } from './schemas.ts';

export const context: MigrationContext = { source, destination, profile, rules };

export const head = 'migration Test from oldcrm to newcrm\n';

export interface CheckOptions {
  /** What the text may import. */
  readonly files?: Readonly<Record<string, string>>;
  readonly context?: MigrationContext;
}

let options: CheckOptions = {};
const checker = createChecker({
  contextFor: () => options.context ?? context,
  readFile: async (uri) => options.files?.[uri.slice('file:///w/'.length)],
});

/** Checks a text against the schemas of the tests. */
export async function checkText(
  text: string,
  given: CheckOptions = {},
): Promise<CheckResult & { readonly text: string }> {
  options = given;
  const whole = text.includes('migration ') ? text : head + text;
  return { ...(await checker.check('file:///w/main.migmap', whole)), text: whole };
}

/** The text that a diagnostic marks. */
export function marked(text: string, { range: { start, end } }: Pick<Diagnostic, 'range'>): string {
  const lines = text.split('\n');
  if (start.line === end.line) return lines[start.line]!.slice(start.character, end.character);
  const middle = lines.slice(start.line + 1, end.line);
  return [
    lines[start.line]!.slice(start.character),
    ...middle,
    lines[end.line]!.slice(0, end.character),
  ].join('\n');
}
