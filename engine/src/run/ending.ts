import { ConnectorError } from '../connectors/errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { GateBoard } from './gates/board.ts';
import { errorsByKind } from './gates/errors.ts';
import { GateClosed, RunInterrupted } from './stop.ts';

/** How the load ended, before the report is made. */
export type Ending =
  | { readonly kind: 'through' }
  | { readonly kind: 'gate-closed' }
  | { readonly kind: 'stopped'; readonly why: string }
  | { readonly kind: 'interrupted'; readonly why: string };

/** Interruptions and gates are endings; anything else is a defect and is thrown on. */
export async function endingOf(
  walk: () => Promise<Ending>,
  { journal, run, board, stop }: { journal: Journal; run: string; board: GateBoard; stop: AbortSignal },
): Promise<Ending> {
  try {
    return await walk();
  } catch (error) {
    if (error instanceof RunInterrupted) return { kind: 'interrupted', why: error.message };
    // A source or a destination that heard the signal first.
    if (stop.aborted && (isAbort(error, stop) || error instanceof ConnectorError))
      return { kind: 'interrupted', why: 'The run was stopped.' };
    if (error instanceof ConnectorError)
      return {
        kind: 'interrupted',
        why: `The destination refused to go on (${error.code}: ${error.message}).`,
      };
    if (!(error instanceof GateClosed)) throw error;
    const kinds = error.gate === 'errors' ? await errorsByKind(journal, run, error.map) : [];
    board.judge(error.gate, { ...error.finding, closes: [...error.finding.closes, ...kinds] });
    return { kind: 'stopped', why: error.message };
  }
}

function isAbort(error: unknown, { reason }: AbortSignal): boolean {
  return error === reason || (error instanceof Error && error.name === 'AbortError');
}
