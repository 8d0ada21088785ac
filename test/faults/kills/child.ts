/** A load in a process of its own, to be killed from outside or, at a change of the journal, by itself. */
import { withOwnJournal } from '@migmap/engine/journal/journal';
import { load } from '@migmap/engine/run/load';
import { connectionFolder } from '@migmap/engine/run/folders';
import { signals } from '@migmap/engine/run/signals';
import { roads } from '../roads/all.ts';
import { openLoad } from '../roads/load.ts';
import type { Prepared } from '../roads/prepare.ts';
import { watchedJournal, type Moment } from './watched-journal.ts';

export interface Order {
  readonly road: keyof typeof roads;
  readonly prepared: Prepared;
  readonly url: string;
  readonly state: string;
  readonly death?: { readonly change: number; readonly moment: Moment };
}

export type Told =
  | { readonly said: 'ready' | 'begun' }
  | { readonly said: 'ended'; readonly exitCode: number; readonly changes: number };

const tell = (told: Told): void => void process.send?.(told);

process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => process.exit());
tell({ said: 'ready' });

/** As `runMigration` does it, with a journal that is watched. */
async function obey({ road, prepared, url, state, death }: Order): Promise<void> {
  tell({ said: 'begun' });
  const { options } = await openLoad(roads[road], prepared, url, state);
  const folder = connectionFolder(state, options.destinationName);
  let changes = 0;
  const watch = (change: number, moment: Moment): void => {
    changes = Math.max(changes, change);
    if (death?.change === change && death.moment === moment) process.kill(process.pid, 'SIGKILL');
  };
  const { exitCode } = await withOwnJournal(folder, (journal) =>
    load(options, watchedJournal(journal, watch), folder, signals(undefined)),
  );
  tell({ said: 'ended', exitCode, changes });
}
