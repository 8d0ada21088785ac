import type { Connector } from '../registry.ts';
import { recordAt } from './record-at.ts';
import { rules } from './rules.ts';

export const salesforce: Connector = {
  system: 'salesforce',
  label: 'Salesforce Sales Cloud',
  rules,
  recordAt,
  async destination(settings) {
    const { openSalesforce } = await import('./destination.ts');
    return openSalesforce(settings);
  },
  async signIn(settings, browser) {
    const { signInWithBrowser } = await import('./auth/browser.ts');
    return signInWithBrowser(settings, browser);
  },
};
