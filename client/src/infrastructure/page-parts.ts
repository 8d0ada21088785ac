import { randomBytes } from 'node:crypto';
import { Uri, type ExtensionContext, type Webview } from 'vscode';
import type { PageParts } from './page.ts';

/** The folder of the extension that pages may read. */
export const pageFolder = ({ extensionUri }: ExtensionContext): Uri =>
  Uri.joinPath(extensionUri, 'dist', 'webview');

/** The parts of the page that is called so: `preview.js` and `preview-style.css`. */
export function partsOf(extension: ExtensionContext, webview: Webview, name: string): PageParts {
  const asset = (file: string) => webview.asWebviewUri(Uri.joinPath(pageFolder(extension), file)).toString();
  return {
    nonce: randomBytes(16).toString('base64'),
    cspSource: webview.cspSource,
    script: asset(`${name}.js`),
    style: asset(`${name}-style.css`),
  };
}
