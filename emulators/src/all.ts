import type { SalesforceEmulatorOptions } from './salesforce/server.ts';

/** What every emulator offers, whatever system it speaks for. */
export interface Emulator {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

export type EmulatorOptions = SalesforceEmulatorOptions;

const starters: Readonly<Record<string, (options: EmulatorOptions) => Promise<Emulator>>> = {
  salesforce: async (options) => (await import('./salesforce/server.ts')).startSalesforceEmulator(options),
};

export const emulatedSystems: readonly string[] = Object.keys(starters);

/** Starts the emulator of a system on 127.0.0.1. */
export async function startEmulator(system: string, options: EmulatorOptions = {}): Promise<Emulator> {
  const start = starters[system];
  if (start === undefined)
    throw new Error(`there is no emulator of "${system}"; there is one of ${emulatedSystems.join(', ')}`);
  return start(options);
}
