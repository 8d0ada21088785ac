import type { AccountInput } from './pipedrive/account/definition.ts';
import type { PipedriveEmulatorOptions } from './pipedrive/server.ts';
import type { SalesforceEmulatorOptions } from './salesforce/server.ts';

/** What every emulator offers, whatever system it speaks for. */
export interface Emulator {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * What any emulator takes. `org` is the definition of the local system, whatever the system calls it; it is validated by
 * its emulator, as is `account`, which is another word for it.
 */
export type EmulatorOptions = SalesforceEmulatorOptions & PipedriveEmulatorOptions;

const starters: Readonly<Record<string, (options: EmulatorOptions) => Promise<Emulator>>> = {
  salesforce: async (options) => (await import('./salesforce/server.ts')).startSalesforceEmulator(options),
  pipedrive: async ({ org, schema, account = org as AccountInput | undefined, ...options }) => {
    if (schema !== undefined)
      throw new Error(
        'the pipedrive emulator takes no schema: give its custom fields in the account definition',
      );
    return (await import('./pipedrive/server.ts')).startPipedriveEmulator({ ...options, account });
  },
};

export const emulatedSystems: readonly string[] = Object.keys(starters);

/** Starts the emulator of a system on 127.0.0.1. */
export async function startEmulator(system: string, options: EmulatorOptions = {}): Promise<Emulator> {
  const start = starters[system];
  if (start === undefined)
    throw new Error(`there is no emulator of "${system}"; there is one of ${emulatedSystems.join(', ')}`);
  return start(options);
}
