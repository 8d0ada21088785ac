import { isEmpty } from '../../../values.ts';
import type { WriteBatch, WriteRecord } from '../../destination.ts';
import type { RecordError } from '../../errors.ts';

/** Of each of these groups at least one must be given with a new record; the API's own documents say so. */
const oneOf: Readonly<Record<string, readonly string[]>> = {
  Lead: ['person_id', 'organization_id'],
  Note: ['deal_id', 'lead_id', 'person_id', 'org_id'],
};

/** What would otherwise be refused after it has cost tokens, or be done to something else. */
export function incomplete(batch: WriteBatch, record: WriteRecord): RecordError | undefined {
  const problem = (message: string, fields?: readonly string[]): RecordError => ({
    class: 'validation',
    code: 'INCOMPLETE',
    message,
    ...(fields ? { fields } : {}),
  });
  if (batch.operation === 'upsert')
    return problem('Pipedrive has no upsert: look the record up, then insert or update it.');
  if (batch.operation !== 'insert')
    return record.id === undefined ? problem(`${batch.operation} without an id.`) : undefined;
  const group = oneOf[batch.object];
  if (group && group.every((field) => isEmpty(record.values[field])))
    return problem(`A ${batch.object} needs one of ${group.join(', ')}.`, group);
  if (batch.object === 'File' && record.files?.['file'] === undefined)
    return problem('A file needs its bytes: file(path). A link to a large one belongs into a note.', [
      'file',
    ]);
  return undefined;
}
