import type { DestinationRules } from '../registry.ts';
import { compatible } from './fields/compatible.ts';
import { nativeManifest } from './fields/manifest.ts';
import { nativeType } from './fields/types.ts';
import { loadOrder, sideEffects } from './order.ts';

/** What is known of Pipedrive without talking to it. */
export const rules: DestinationRules = {
  nativeType,
  compatible,
  nativeManifest,
  fieldNameProblem: () => undefined,
  createsUsers: true,
  order: loadOrder,
  sideEffects,
};
