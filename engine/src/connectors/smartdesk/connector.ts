import type { Connector } from '../registry.ts';

export const smartdesk: Connector = {
  system: 'smartdesk',
  label: 'SmartDesk',
  source: async (settings) => (await import('./source.ts')).openSmartdesk(settings),
};
