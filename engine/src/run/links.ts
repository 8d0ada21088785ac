import type { Journal } from '../journal/journal.ts';
import type { Ready } from './item.ts';

/** Remembers a batch's references for the second pass, and forgets those of records that had one and have none now. */
export async function keepLinks(
  journal: Journal,
  run: string,
  map: string,
  items: readonly Ready[],
  linkedLater: ReadonlySet<string>,
): Promise<void> {
  await journal.links.put(
    run,
    map,
    items.flatMap((i) => i.links),
  );
  const known = items.filter((i) => i.row !== undefined);
  await journal.links.drop(
    map,
    known.flatMap(({ sourceId, element, links }) =>
      [...linkedLater]
        .filter((field) => !links.some((l) => l.field === field))
        .map((field) => ({ sourceId, element, field })),
    ),
  );
}
