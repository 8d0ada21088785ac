import { fieldedObjects } from '../account/definition.ts';
import type { Route } from '../http/types.ts';
import { activities } from '../records/activities.ts';
import { deals } from '../records/deals.ts';
import { organizations } from '../records/organizations.ts';
import { persons } from '../records/persons.ts';
import { pipelines, stages } from '../records/pipelines.ts';
import { products } from '../records/products.ts';
import { activityTypeRoutes } from './activityTypes.ts';
import { callLogRoutes } from './callLogs.ts';
import { archivedDealRoutes } from './conversions.ts';
import { dealProductRoutes } from './dealProducts.ts';
import { fieldRoutes } from './fields.ts';
import { fileRoutes } from './files.ts';
import { leadRoutes } from './leads.ts';
import { noteRoutes } from './notes.ts';
import { recordRoutes } from './records.ts';
import { relationshipRoutes } from './relationships.ts';
import { searchRoutes } from './search.ts';
import { settingRoutes } from './settings.ts';
import { userRoutes } from './users.ts';
import { v1FieldRoutes } from './v1Fields.ts';

/** Every operation that the emulator serves. */
export const allRoutes: readonly Route[] = [
  ...fieldedObjects.flatMap(fieldRoutes),
  ...[persons, organizations, deals, activities, products, pipelines, stages].flatMap(recordRoutes),
  ...archivedDealRoutes,
  ...dealProductRoutes,
  ...searchRoutes,
  ...userRoutes,
  ...leadRoutes,
  ...noteRoutes,
  ...fileRoutes,
  ...activityTypeRoutes,
  ...callLogRoutes,
  ...relationshipRoutes,
  ...settingRoutes,
  ...v1FieldRoutes,
];
