import type { Connector } from './registry.ts';

/** Every connector, one line each. */
export const connectors: readonly Connector[] = [];

export function connectorOf(system: string): Connector | undefined {
  return connectors.find((c) => c.system === system);
}
