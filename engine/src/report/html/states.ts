/** How the states of a record are shown: order, colour class and what they say to a client. */
import { arrivedStates, type RecordState } from '../../run/states.ts';
import { html, type Markup } from './markup.ts';

/** From "arrived" to "needs somebody", as the bars show them. */
export const shownStates: readonly { readonly state: RecordState; readonly meaning: string }[] = [
  { state: 'created', meaning: 'new in the destination' },
  { state: 'updated', meaning: 'was there, brought up to date' },
  { state: 'unchanged', meaning: 'was there already, identical' },
  { state: 'merged', meaning: 'joined with another record of the same identity' },
  { state: 'skipped', meaning: 'left out on purpose, as the mapping says' },
  { state: 'held', meaning: 'waits for a decision' },
  { state: 'failed', meaning: 'refused by the destination' },
];

export type Counts = Readonly<Partial<Record<RecordState, number>>>;

/** Records that are in the destination now. */
export function arrived(counts: Counts): number {
  return sum(counts, arrivedStates);
}

export function waiting(counts: Counts): number {
  return sum(counts, ['held', 'failed']);
}

export function sum(counts: Counts, states: readonly RecordState[]): number {
  return states.reduce((total, state) => total + (counts[state] ?? 0), 0);
}

/** The states that some record ended in, in the order in which they are shown. */
export function presentStates(totals: Counts): typeof shownStates {
  return shownStates.filter(({ state }) => (totals[state] ?? 0) > 0);
}

export function legend(totals: Counts): Markup {
  return html`<ul class="legend">
    ${presentStates(totals).map(
      ({ state, meaning }) =>
        html`<li><span class="swatch ${state}"></span><b>${state}</b> <span>${meaning}</span></li>`,
    )}
  </ul>`;
}
