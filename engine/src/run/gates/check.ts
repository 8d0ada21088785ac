import type { DestinationRules } from '../../connectors/registry.ts';
import type { Mapping } from '../../mapping/ir.ts';
import type { OwnerReconciliation } from '../../owners/owners.ts';
import type { ObjectSchema } from '../../schema/types.ts';
import type { GateBoard } from './board.ts';
import { ownersGate } from './owners.ts';
import { schemaGate } from './schema.ts';
import { signoffGate, type SignoffSubject } from './signoff.ts';
import { valuesGate } from './values.ts';

/** What the gates before a load are judged by. */
export interface GateSubject extends SignoffSubject {
  readonly mapping: Mapping;
  /** Of the destination as it is now. */
  readonly schemas: ReadonlyMap<string, ObjectSchema>;
  readonly rules: Pick<DestinationRules, 'compatible'>;
  readonly owners: OwnerReconciliation;
  readonly holdUnmatched: boolean;
}

/** Judges the gates that can be judged without loading, in the order in which a person would open them. */
export function checkGates(board: GateBoard, subject: GateSubject): void {
  const { mapping, schemas, rules, owners, holdUnmatched } = subject;
  board.judge('schema', schemaGate(mapping, schemas, rules));
  board.judge('owners', ownersGate(owners, holdUnmatched));
  board.judge('values', valuesGate(mapping, schemas));
  board.judge('signoff', signoffGate(subject));
}
