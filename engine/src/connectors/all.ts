import type { Connector } from './registry.ts';
import { smartdesk } from './smartdesk/connector.ts';

/** Every connector, one line each. */
export const connectors: readonly Connector[] = [smartdesk];

export function connectorOf(system: string): Connector | undefined {
  return connectors.find((c) => c.system === system);
}
