import { pathToFileURL } from 'node:url';
import { URI } from 'langium';
import type { Connection } from 'vscode-languageserver/node';
import { objectPage } from '@migmap/language/features/pages/page';
import type { Contexts } from './contexts.ts';
import { pageRequest, pageScheme, type PageParams, type PageResult } from './protocol.ts';

/** `migmap-schema:/local/Account.migmap?file:///w`: the workspace is the query, so that tabs show connection and object. */
export function pageOf(
  contexts: Contexts,
  from: string,
  connection: string,
  object: string,
): string | undefined {
  const root = contexts.rootOf(from);
  if (root === undefined) return undefined;
  const path = `/${encodeURIComponent(connection)}/${encodeURIComponent(object)}.migmap`;
  return URI.from({ scheme: pageScheme, path, query: pathToFileURL(root).href }).toString();
}

export function answerPageRequests(connection: Connection, contexts: Contexts): void {
  connection.onRequest<PageResult, void>(pageRequest, ({ uri }: PageParams) => ({
    text: pageText(contexts, URI.parse(uri)),
  }));
}

function pageText(contexts: Contexts, { path, query }: URI): string {
  const [, from = '', file = ''] = path.split('/').map(decodeURIComponent);
  const name = file.replace(/\.migmap$/, '');
  const context = contexts.of(`${query}/migmap.json`)?.context;
  const catalog = [context?.source, context?.destination].find((c) => c?.index.connection === from);
  const object = catalog?.object(name);
  if (!catalog || !object)
    return `// ${name} of ${from} is not in the discovered schema any more. Run discovery again.\n`;
  return objectPage(object, catalog.index).text;
}
