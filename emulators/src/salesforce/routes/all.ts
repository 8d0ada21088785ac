import type { FaultBook } from '../../faults/faults.ts';
import type { Inner } from '../http/router.ts';
import type { LoggedRequest } from '../../http/types.ts';
import type { Route } from '../http/types.ts';
import { bulkIngestRoutes } from './bulkIngest.ts';
import { bulkQueryRoutes } from './bulkQuery.ts';
import { collectionRoutes } from './collections.ts';
import { compositeRoutes } from './composite.ts';
import { controlRoutes } from '../../http/control.ts';
import { discoveryRoutes } from './discovery.ts';
import { identityRoutes } from './identity.ts';
import { oauthRoutes } from './oauth.ts';
import { queryRoutes } from './query.ts';
import { recordRoutes } from './records.ts';
import { toolingRoutes } from './tooling.ts';
import { treeRoutes } from './tree.ts';

export const allRoutes = (parts: {
  readonly faults: FaultBook;
  readonly log: readonly LoggedRequest[];
  readonly inner: Inner;
}): readonly Route[] => [
  ...controlRoutes(parts.faults, parts.log, (message) => [{ errorCode: 'INVALID_FAULT', message }]),
  ...oauthRoutes,
  ...identityRoutes,
  ...discoveryRoutes,
  ...queryRoutes,
  ...collectionRoutes,
  ...compositeRoutes(parts.inner),
  ...treeRoutes,
  ...bulkIngestRoutes,
  ...bulkQueryRoutes,
  ...toolingRoutes,
  ...recordRoutes,
];
