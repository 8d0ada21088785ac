/** The page of the preview: filters, and what it tells the extension. */
import type { PreviewMessage } from '../src/features/preview/messages.ts';

declare function acquireVsCodeApi(): { postMessage(message: PreviewMessage): void };

const vscode = acquireVsCodeApi();
const outcomes = [...document.querySelectorAll<HTMLInputElement>('input[data-outcome]')];
const map = document.querySelector<HTMLSelectElement>('#map')!;

function filter(): void {
  const shown = new Set(outcomes.filter((box) => box.checked).map((box) => box.dataset['outcome']));
  for (const section of document.querySelectorAll<HTMLElement>('section')) {
    section.hidden = map.value !== '' && section.dataset['map'] !== map.value;
    for (const card of section.querySelectorAll('article')) card.hidden = !shown.has(card.dataset['outcome']);
  }
}

for (const control of [...outcomes, map]) control.addEventListener('change', filter);
document.querySelector('#refresh')!.addEventListener('click', () => vscode.postMessage({ kind: 'refresh' }));
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-line]') : null;
  if (!link) return;
  event.preventDefault();
  vscode.postMessage({ kind: 'open', line: link.dataset['line']! });
});
