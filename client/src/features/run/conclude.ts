import { commands, window } from 'vscode';
import { Problem, type ProblemAction } from '../../infrastructure/problem.ts';
import type { RunProgress } from './progress.ts';

export interface EndedRun {
  /** Of `migmap run`: 0 all loaded, 1 could not run, 2 a gate is closed, 3 some held or failed, 4 interrupted. */
  readonly exitCode: number;
  readonly complaint: string;
  readonly state: RunProgress;
}

export interface NextSteps {
  /** Runs again with one option more. */
  readonly again: (option: string) => Promise<void>;
  /** Opens the report, where there is one. */
  readonly open: (() => Promise<void>) | undefined;
}

/** Says what came of a run. Throws a `Problem` where a person has to do something before it can go on. */
export function conclude({ exitCode, complaint, state }: EndedRun, { again, open }: NextSteps): void {
  switch (exitCode) {
    case 0:
      void say(window.showInformationMessage, `Every record is accounted for: ${summary(state)}.`, open);
      return;
    case 2: {
      const gates = state.closedGates;
      const reasons = gates.flatMap((g) => [`The ${g.gate} gate is closed.`, ...g.reasons.slice(0, 3)]);
      const remedies = gates.flatMap((g) => g.remedy ?? []);
      throw new Problem([...reasons, ...remedies].join(' ') || complaint, openers(gates, again));
    }
    case 3:
      void say(
        window.showWarningMessage,
        `Finished; some records wait for a person: ${summary(state)}.`,
        open,
      );
      return;
    case 4:
      throw new Problem('Interrupted. Nothing is lost, and nothing will be loaded twice.', [
        { title: 'Resume', run: () => again('--resume') },
      ]);
    default:
      throw new Problem(`The run could not be made. ${complaint}`);
  }
}

/** What opens the gate, where it is the only one that is closed and a button can. */
function openers(gates: RunProgress['closedGates'], again: NextSteps['again']): readonly ProblemAction[] {
  const [first] = gates;
  if (gates.length !== 1) return [];
  if (first?.gate === 'owners')
    return [{ title: 'Load the rest, hold theirs', run: () => again('--hold-unmatched') }];
  if (first?.gate !== 'signoff') return [];
  return [
    {
      title: 'Sign Off a Run',
      run: async () => void (await commands.executeCommand('migmap.signOff')),
    },
  ];
}

function summary({ end }: RunProgress): string {
  return Object.entries<number>(end?.counts ?? {})
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count.toLocaleString('en-US')} ${state}`)
    .join(', ');
}

async function say(
  show: typeof window.showInformationMessage,
  message: string,
  open: NextSteps['open'],
): Promise<void> {
  const chosen = await show(message, ...(open ? ['Open Report'] : []));
  if (chosen === 'Open Report') await open?.();
}
