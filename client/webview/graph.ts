/** The page of the load order: its size, and which map a click opens. */
import type { GraphMessage } from '../src/features/graph/messages.ts';

declare function acquireVsCodeApi(): { postMessage(message: GraphMessage): void };

const vscode = acquireVsCodeApi();
const fit = document.querySelector('#fit')!;

fit.addEventListener('click', () => {
  const fitted = document.querySelector('main')!.classList.toggle('fit');
  fit.setAttribute('aria-pressed', String(fitted));
});
document.querySelector('#refresh')!.addEventListener('click', () => vscode.postMessage({ kind: 'refresh' }));
document.addEventListener('click', (event) => {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  const link = anchor?.getAttribute('xlink:href') ?? anchor?.getAttribute('href');
  if (!link) return;
  event.preventDefault();
  vscode.postMessage({ kind: 'open', link });
});
