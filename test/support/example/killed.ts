/** A load or a roll-back in a process of its own that kills itself at a chosen write: `killed.ts '{…}'`. */
import { openExample, type Place } from './example.ts';
import { undo } from './undo.ts';
import { watched } from './watched.ts';

export interface Killed {
  readonly place: Place;
  readonly work: 'load' | { readonly rollBack: string };
  /** Write at which the process dies, from 0. */
  readonly killAt: number;
  readonly when: 'before commit' | 'after commit';
}

const { place, work, killAt, when } = JSON.parse(process.argv[2] ?? '{}') as Killed;
const die = (n: number, now: Killed['when']): void => {
  if (n === killAt && now === when) process.kill(process.pid, 'SIGKILL');
};
const example = watched(await openExample(place), {
  before: (n) => die(n, 'before commit'),
  after: (n) => die(n, 'after commit'),
});
if (work === 'load') await example.load();
else await undo(example, work.rollBack);
await example.close();
