import type { Connector } from '../registry.ts';
import { rules } from './rules.ts';

export const pipedrive: Connector = {
  system: 'pipedrive',
  label: 'Pipedrive',
  rules,
  destination: async (settings) => (await import('./destination.ts')).openPipedrive(settings),
};
