import type { Capabilities, Channel } from '../connectors/capabilities.ts';

/** The way to write that a phase of this volume takes: the last one that is worth it and can write the object. */
export function channelFor(capabilities: Capabilities, object: string, records: number): Channel | undefined {
  return capabilities.channels.findLast(
    (channel) => records >= channel.worthFrom && !channel.not?.includes(object),
  );
}
