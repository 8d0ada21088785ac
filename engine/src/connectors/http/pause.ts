import { setTimeout as sleep } from 'node:timers/promises';

/** Waits between attempts and looks; rejects when the signal fires. Tests make it short. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

export const realPause: Pause = (ms, signal) => sleep(ms, undefined, { signal });
