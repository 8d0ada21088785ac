import type { HeldRecord, Journal, RunRow } from '../journal/journal.ts';

/** The records of a run that became this one before a roll-back deleted it: the run's requests still tell. */
export async function deletedBy(journal: Journal, run: RunRow, id: string): Promise<readonly HeldRecord[]> {
  const undone = await journal.undo.of(run.id);
  const found = new Map<string, HeldRecord>();
  if (undone.size === 0) return [];
  for (const batch of await journal.batches.of(run.id)) {
    if (!undone.has(batch.id)) continue;
    const { sent, answers } = await journal.batches.contents(batch.id);
    for (const answer of answers) {
      if (answer.outcome !== 'created' || answer.id === undefined || !isSame(answer.id, id)) continue;
      const own = sent.find((s) => s.sourceId === answer.sourceId && s.element === answer.element);
      if (own === undefined) continue;
      const { sourceId, element, at } = own;
      found.set(`${batch.map} ${sourceId} ${element}`, {
        map: batch.map,
        sourceId,
        element,
        at,
        sourceObject: '',
        destinationObject: batch.object,
        destinationId: answer.id,
        state: 'created',
        found: false,
        reason: null,
        run: run.id,
        createdRun: run.id,
        mergedInto: false,
      });
    }
  }
  return [...found.values()];
}

/** An id cut to 15 characters will do. */
function isSame(full: string, given: string): boolean {
  return full === given || (given.length === 15 && full.length === 18 && full.startsWith(given));
}
