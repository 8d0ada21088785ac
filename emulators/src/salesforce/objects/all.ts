import { accounts } from './accounts.ts';
import { activities } from './activities.ts';
import { files } from './files.ts';
import { marketing } from './marketing.ts';
import { metadata } from './metadata.ts';
import { opportunities } from './opportunities.ts';
import { people } from './people.ts';
import { products } from './products.ts';
import { service } from './service.ts';
import { setup } from './setup.ts';

/** The standard objects of a new org, as fact lines. */
export const standardObjects = [
  people,
  setup,
  accounts,
  opportunities,
  products,
  activities,
  files,
  marketing,
  service,
  metadata,
].join('\n');
