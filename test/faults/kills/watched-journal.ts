import type { Journal } from '@migmap/engine/journal/journal';

/** The calls after which the journal holds something that it did not hold before. */
const changing: Readonly<Partial<Record<keyof Journal, readonly string[]>>> = {
  runs: ['start', 'tell', 'end', 'savePhase', 'addBadRows'],
  records: ['settle', 'claim'],
  batches: ['begin', 'remember', 'finish'],
  links: ['put', 'settle'],
  merges: ['put', 'clear'],
  stage: ['clear', 'put'],
};

export type Moment = 'before' | 'after';

/** The journal, telling before and after each of its changes, which are counted from 1. */
export function watchedJournal(journal: Journal, tell: (change: number, moment: Moment) => void): Journal {
  let changes = 0;
  const watched = <T extends object>(log: T, names: readonly string[]): T =>
    new Proxy(log, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function' || !names.includes(String(name))) return method;
        return async (...args: unknown[]) => {
          const change = ++changes;
          tell(change, 'before');
          const result: unknown = await Reflect.apply(method, target, args);
          tell(change, 'after');
          return result;
        };
      },
    });
  const logs = Object.entries(changing).map(([log, names]) => [
    log,
    watched(journal[log as keyof typeof changing] as object, names),
  ]);
  return { ...journal, ...(Object.fromEntries(logs) as Partial<Journal>) };
}
