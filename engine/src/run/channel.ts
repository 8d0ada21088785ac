import type { Capabilities, Channel } from '../connectors/capabilities.ts';
import { channelFor } from '../plan/channel.ts';

/** The channel that the plan names; where the volume is worth none of them, the first that may write the object. */
export function chooseChannel(capabilities: Capabilities, object: string, volume: number): Channel {
  const chosen =
    channelFor(capabilities, object, volume) ?? capabilities.channels.find((c) => !c.not?.includes(object));
  if (chosen === undefined)
    throw new Error(`The destination offers no way to write ${object}: every channel excludes it.`);
  return chosen;
}
