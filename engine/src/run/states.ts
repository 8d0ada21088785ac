/** Every source record in scope of a map ends in exactly one of these. */
export const recordStates = [
  'created',
  'updated',
  'unchanged',
  'merged',
  'skipped',
  'held',
  'failed',
] as const;
export type RecordState = (typeof recordStates)[number];
export type StateCounts = Readonly<Record<RecordState, number>>;

/** The record is in the destination now. */
export const arrivedStates = ['created', 'updated', 'unchanged', 'merged'] as const;
