import type { Capabilities } from '../connectors/capabilities.ts';
import type { DestinationUser } from '../connectors/destination.ts';
import type { DeltaFacts, Journal } from '../journal/journal.ts';
import type { ObjectMap } from '../mapping/ir.ts';
import type { OwnerReconciliation } from '../owners/owners.ts';
import type { ObjectSchema } from '../schema/types.ts';
import type { RunEvent } from './events.ts';
import type { NamedRecords } from './named-records.ts';
import type { RunOptions } from './options.ts';
import type { Throttle } from './throttle.ts';
import type { PreparedMap } from '../mapping/transform.ts';

/** What every step of a run shares. */
export interface RunContext {
  readonly options: RunOptions;
  readonly run: string;
  readonly startedAt: string;
  readonly directory: string;
  readonly journal: Journal;
  readonly capabilities: Capabilities;
  /** Fields of the destination objects that the mapping writes, as they are now. */
  readonly schemas: ReadonlyMap<string, ObjectSchema>;
  readonly owners: OwnerReconciliation;
  readonly me: DestinationUser;
  /** Records of the destination that the mapping points at by name. */
  readonly names: NamedRecords;
  /** Fires when the run should come to an end; nothing new is started. */
  readonly stop: AbortSignal;
  /** Fires a moment later: requests in flight are given up, their records stay in doubt. */
  readonly giveUp: AbortSignal;
  readonly throttle: Throttle;
  /** Present in a delta. */
  readonly delta?: DeltaFacts;
  readonly ready: (map: ObjectMap) => PreparedMap;
  readonly emit: (event: RunEvent) => void;
  readonly warn: (message: string) => void;
}
