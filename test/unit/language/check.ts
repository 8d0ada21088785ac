import {
  checkFile,
  type CheckResult,
  type Diagnostic,
  type MigrationContext,
} from '@migmap/language/checker';
import { destination, profile, rules, source } from './schemas.ts';

export const context: MigrationContext = { source, destination, profile, rules };

export const head = 'migration Test from oldcrm to newcrm\n';

/** Checks a text against the schemas of the tests; `files` are what it may import. */
export async function checkText(
  text: string,
  options: { readonly files?: Readonly<Record<string, string>>; readonly context?: MigrationContext } = {},
): Promise<CheckResult & { readonly text: string }> {
  const whole = text.includes('migration ') ? text : head + text;
  const result = await checkFile(
    'file:///w/main.migmap',
    {
      contextFor: () => options.context ?? context,
      readFile: async (uri) => options.files?.[uri.slice('file:///w/'.length)],
    },
    whole,
  );
  return { ...result, text: whole };
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
