import { pipedriveRoad } from './pipedrive.ts';
import { salesforceRoad } from './salesforce.ts';

const size = { companies: 12, largeFiles: 2 };

export const roads = {
  upsertCollections: salesforceRoad({
    name: 'Salesforce by upsert, in collections',
    channel: 'collections',
    times: false,
    size,
    batch: 4,
  }),
  upsertBulk: salesforceRoad({
    name: 'Salesforce by upsert, in bulk',
    channel: 'bulk',
    times: false,
    size,
    batch: 12,
  }),
  insertCollections: salesforceRoad({
    name: 'a first load into Salesforce with original created times, in collections',
    channel: 'collections',
    times: true,
    size,
    batch: 4,
  }),
  insertComposite: salesforceRoad({
    name: 'a first load into Salesforce with original created times, in composite requests',
    channel: 'composite',
    times: true,
    size,
    batch: 4,
  }),
  insertBulk: salesforceRoad({
    name: 'a first load into Salesforce with original created times, in bulk',
    channel: 'bulk',
    times: true,
    size,
    batch: 12,
  }),
  pipedrive: pipedriveRoad({ name: 'Pipedrive', size }),
};
