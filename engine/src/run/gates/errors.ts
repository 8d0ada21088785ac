import { reasonText, type Journal } from '../../journal/journal.ts';
import type { Outcome } from '../book.ts';
import { GateClosed } from '../stop.ts';

/** Records of a phase that have been sent before its errors are judged. */
const fewest = 200;
/** Share of them that may be refused. */
const share = 0.5;
/** Kinds of error that are told when the budget is spent. */
const mostKinds = 10;

const remedy =
  'Correct the mapping or the destination, then run again: what is loaded stays, refused records are tried anew.';

/** Closes when the destination refuses most of what a phase sends: the mapping or the destination is wrong, not the records. */
export function errorBudget(map: string): { count(outcomes: readonly Outcome[]): void; check(): void } {
  let sent = 0;
  let refused = 0;
  return {
    count(outcomes) {
      sent += outcomes.length;
      refused += outcomes.filter((o) => o.outcome === 'refused').length;
    },
    check() {
      if (sent < fewest || refused < sent * share) return;
      const budget = `${map}: ${refused} of ${sent} records were refused, and ${share * 100} % is the budget of a phase.`;
      throw new GateClosed('errors', { closes: [budget], remedy }, map);
    },
  };
}

/** What a phase was refused for: a sentence for each error, field and mapping line, the most frequent first. */
export async function errorsByKind(journal: Journal, run: string, map: string): Promise<readonly string[]> {
  const kinds = await journal.records.reasons(run, map, ['failed', 'held'], mostKinds);
  return kinds.map(({ count, state, reason, field, line, samples }) => {
    const where = [field, line, samples[0]].filter(Boolean).join(', ');
    return `${count} ${state}: ${reasonText(reason ?? '')}${where === '' ? '' : ` (${where})`}.`;
  });
}
