import type { Channel } from '../capabilities.ts';
import { maxPartBytes } from './write/bulk-part.ts';
import { collectionLimits } from './write/collection-request.ts';
import { compositeLimits } from './write/composite.ts';

/** Base64 makes requests large enough by themselves. */
const blobs: readonly string[] = [
  'Attachment',
  'ContentDocument',
  'ContentNote',
  'ContentVersion',
  'Document',
];

/** Blobs cannot go by bulk, and of the others here Salesforce does not say that they can. */
export const notByBulk: readonly string[] = [
  ...blobs,
  'EmailTemplate',
  'EventRelation',
  'Folder',
  'Knowledge__kav',
  'TaskRelation',
  'Territory2',
  'UserTerritory2Association',
];

export const channels: readonly Channel[] = [
  {
    name: 'collections',
    ...collectionLimits,
    worthFrom: 0,
    atomic: false,
    // The write, and the look that confirms whose results they are.
    costPerRequest: 2,
    inFlight: 5,
  },
  {
    name: 'composite',
    ...compositeLimits,
    worthFrom: collectionLimits.maxRecords + 1,
    atomic: false,
    not: blobs,
    // The write, and for each of its collections the look that confirms whose results they are.
    costPerRequest: 1 + compositeLimits.maxRecords / collectionLimits.maxRecords,
    inFlight: 5,
  },
  {
    name: 'bulk',
    // What Salesforce works on at once within a job.
    maxRecords: 10_000,
    maxBytes: maxPartBytes,
    worthFrom: 2_000,
    atomic: false,
    not: notByBulk,
    byColumn: true,
    // Create, upload, close, three results, and a few looks at the state.
    costPerRequest: 10,
    inFlight: 4,
  },
];
