import type { Connector } from '../registry.ts';
import { recordAt } from './record-at.ts';
import { rules } from './rules.ts';

export const pipedrive: Connector = {
  system: 'pipedrive',
  label: 'Pipedrive',
  rules,
  recordAt,
  destination: async (settings) => (await import('./destination.ts')).openPipedrive(settings),
};
