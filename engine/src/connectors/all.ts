import { pipedrive } from './pipedrive/connector.ts';
import type { Connector } from './registry.ts';
import { salesforce } from './salesforce/connector.ts';
import { smartdesk } from './smartdesk/connector.ts';

/** Every connector, one line each. */
export const connectors: readonly Connector[] = [smartdesk, salesforce, pipedrive];

export function connectorOf(system: string): Connector | undefined {
  return connectors.find((c) => c.system === system);
}
