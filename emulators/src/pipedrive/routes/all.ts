import { fieldedObjects } from '../account/definition.ts';
import type { Route } from '../http/types.ts';
import { deals } from '../records/deals.ts';
import { organizations } from '../records/organizations.ts';
import { persons } from '../records/persons.ts';
import { pipelines, stages } from '../records/pipelines.ts';
import { fieldRoutes } from './fields.ts';
import { recordRoutes } from './records.ts';
import { searchRoutes } from './search.ts';
import { userRoutes } from './users.ts';

/** Every operation that the emulator serves. */
export const allRoutes: readonly Route[] = [
  ...fieldedObjects.flatMap(fieldRoutes),
  ...[persons, organizations, deals, pipelines, stages].flatMap(recordRoutes),
  ...searchRoutes,
  ...userRoutes,
];
