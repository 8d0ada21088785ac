/** Bodies, subjects and notes. */
import type { MessKind } from './mess.ts';
import type { Random } from './random.ts';
import { sentences, subjects } from './words.ts';

export interface Text {
  readonly text: string;
  readonly mess: readonly MessKind[];
}

export function subject(random: Random, index: number): Text {
  const start = `${random.pick(subjects)} ${index + 1}`;
  if (index % 45 !== 6) return { text: start, mess: [] };
  return { text: `Re: ${start} — ${sentences.join(' ')}`.padEnd(300, '.'), mess: ['overLongSubjects'] };
}

export function note(random: Random, index: number): Text {
  if (random.chance(0.4)) return { text: '', mess: [] };
  const lines = Array.from({ length: 1 + (index % 4) }, () => random.pick(sentences));
  return { text: lines.join('\n'), mess: lines.length > 1 ? ['multiLineNotes'] : [] };
}

export function html(random: Random): Text {
  const items = Array.from({ length: 1 + random.int(3) }, () => `<li>${random.pick(sentences)}</li>`);
  const text = `<p>Hello,<br>${random.pick(sentences)}</p><ul>${items.join('')}</ul><p>Best &amp; thanks</p>`;
  return { text, mess: ['htmlBodies'] };
}
