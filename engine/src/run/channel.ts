import type { Capabilities, Channel } from '../connectors/capabilities.ts';

/** The last channel that may write the object and whose `worthFrom` the volume reaches. */
export function chooseChannel(capabilities: Capabilities, object: string, volume: number): Channel {
  const fit = capabilities.channels.filter((c) => !c.not?.includes(object));
  const chosen = fit.findLast((c) => volume >= c.worthFrom) ?? fit[0];
  if (chosen === undefined)
    throw new Error(`The destination offers no way to write ${object}: every channel excludes it.`);
  return chosen;
}
