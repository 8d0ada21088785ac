import type { Position } from 'vscode-languageserver-protocol/node';
import { start, type Server } from './client.ts';
import type { Text } from './texts.ts';

/** Times in milliseconds, memory in MiB. */
export interface Figures {
  readonly server: string;
  readonly initialize: number;
  readonly firstDiagnostics: number;
  readonly keystroke: Spread;
  /** Processor time of the server per keystroke: what is left when its deliberate waiting is not counted. */
  readonly keystrokeCpu?: number;
  readonly completion: Spread;
  readonly completionCpu?: number;
  readonly completionItems: number;
  readonly memory: number;
  readonly memoryPeak?: number;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
}

/** Each round mistypes one name and corrects it, then asks for completion there. */
const mostRounds = 100;
const fewestRounds = 8;
const longest = 45_000;

export async function measure(server: Server, { text, names }: Text): Promise<Figures> {
  const editor = await start(server);
  try {
    const firstDiagnostics = await editor.open(text);
    const before = editor.findings().length;
    const positionAt = positions(text);
    const keystrokes: number[] = [];
    const completions: number[] = [];
    let items = 0;
    let typing = 0;
    let completing = 0;
    const until = performance.now() + longest;
    for (let round = 0; round < mostRounds; round++) {
      if (round >= fewestRounds && performance.now() > until) break;
      // Strides over the whole file, so that neither its beginning nor its end is all that is edited.
      const at = positionAt(names[(round * 37) % names.length]!);
      const behind = { ...at, character: at.character + 1 };
      const cpu = editor.cpu();
      keystrokes.push(
        await editor.type({ from: at, to: at, text: 'q' }, (found) => found.length > before),
        await editor.type({ from: at, to: behind, text: '' }, (found) => found.length === before),
      );
      const typed = editor.cpu();
      const { ms, items: some } = await editor.complete({ ...at, character: at.character - 2 });
      completions.push(ms);
      items += some;
      if (cpu !== undefined && typed !== undefined) {
        typing += typed - cpu;
        completing += editor.cpu()! - typed;
      }
    }
    const { now, peak } = editor.memory();
    return {
      server: server.name,
      initialize: editor.initialized,
      firstDiagnostics,
      keystroke: spread(keystrokes),
      keystrokeCpu: editor.cpu() === undefined ? undefined : (typing / keystrokes.length) * 1000,
      completion: spread(completions),
      completionCpu: editor.cpu() === undefined ? undefined : (completing / completions.length) * 1000,
      completionItems: Math.round(items / completions.length),
      memory: now,
      memoryPeak: peak,
    };
  } finally {
    await editor.close();
  }
}

function spread(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), samples: sorted.length };
}

function positions(text: string): (offset: number) => Position {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return (offset) => {
    const line = starts.findLastIndex((begin) => begin <= offset);
    return { line, character: offset - starts[line]! };
  };
}
