import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The page that explains a rule, shipped beside the server (and in the repository some folders further up). */
export function rulePage(code: string): string | undefined {
  if (!known.has(code)) known.set(code, findPage(code));
  return known.get(code);
}

/** Asked for with every finding, so each page is looked for once. */
const known = new Map<string, string | undefined>();

function findPage(code: string): string | undefined {
  const folder = (pages ??= findPages(import.meta.dirname));
  const page = folder === '' ? undefined : join(folder, `${code}.md`);
  return page !== undefined && existsSync(page) ? pathToFileURL(page).href : undefined;
}

let pages: string | undefined;

function findPages(directory: string): string {
  const folder = join(directory, 'docs', 'rules');
  if (existsSync(folder)) return folder;
  return dirname(directory) === directory ? '' : findPages(dirname(directory));
}
