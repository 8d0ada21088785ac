/** Processes that have read all their code and wait for an order, so that a kill costs no start-up. */
import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order, Told } from './child.ts';

export interface Ended {
  /** `undefined`: it was killed. */
  readonly ended?: Extract<Told, { said: 'ended' }>;
  /** From the order to the end, or to the death. */
  readonly milliseconds: number;
}

const start = (): { child: ChildProcess; ready: Promise<void> } => {
  const child = fork(join(import.meta.dirname, 'child.ts'), {
    execArgv: ['--conditions=migmap-source', '--disable-warning=ExperimentalWarning'],
    // Most of what a process does before it is ready is reading code.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'migmap-compiled') },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the child ended with ${code} before it was ready`)));
  });
  ready.catch(() => undefined);
  return { child, ready };
};

export function processes() {
  let next = start();
  return {
    /** Gives a process an order; kills it after `killAfterMs`, where that is said. */
    async run(order: Order, killAfterMs?: number): Promise<Ended> {
      const { child, ready } = next;
      next = start();
      await ready;
      const began = performance.now();
      return new Promise((resolve, reject) => {
        let ended: Ended['ended'];
        let timer: NodeJS.Timeout | undefined;
        child.on('message', (told: Told) => {
          if (told.said === 'begun' && killAfterMs !== undefined)
            timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
          if (told.said !== 'ended') return;
          ended = told;
          child.disconnect();
        });
        child.once('exit', (code, signal) => {
          clearTimeout(timer);
          const milliseconds = performance.now() - began;
          if (ended !== undefined || signal === 'SIGKILL') resolve({ ended, milliseconds });
          else reject(new Error(`the child ended with ${code ?? signal}`));
        });
        child.send(order);
      });
    },
    close: () => void next.child.kill(),
  };
}
