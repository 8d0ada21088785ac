import type { RecordError } from '../connectors/errors.ts';
import type { SettledRecord } from '../journal/journal.ts';

/** Refusals after which a person must change something in the destination, or decide, before the record can pass. */
const waitForPerson: ReadonlySet<RecordError['class']> = new Set([
  'duplicate',
  'reference',
  'permission',
  'planCap',
  'schema',
]);

/** The state of a refused record, with the field that the destination names. */
export function verdict(error: RecordError): Pick<SettledRecord, 'state' | 'reason' | 'field' | 'detail'> {
  const inTheWay = error.existingId === undefined ? '' : ' (in the way: {})';
  return {
    state: waitForPerson.has(error.class) ? 'held' : 'failed',
    reason: `${error.code}: ${error.message.replaceAll('{}', '')}${inTheWay}`,
    detail: error.existingId,
    field: error.fields?.[0],
  };
}
