import type { SettledRecord } from '../journal/journal.ts';
import { lineOf } from '../journal/journal.ts';
import type { Mapping, Split } from '../mapping/ir.ts';
import { prepareRemainder } from '../mapping/split.ts';
import type { RunContext } from './context.ts';
import { stagedWorld } from './stage.ts';

/** Name under which the journal keeps records that no branch of a split takes. */
export function remainderId(split: Split): string {
  return `${split.id}:otherwise`;
}

/** Splits that may leave records over: those whose last branch is not `otherwise -> …`. */
export function openSplits(mapping: Mapping): readonly Split[] {
  return mapping.splits.filter((s) => s.otherwise !== undefined);
}

/** Accounts for the records that no branch of a split takes. */
export async function settleRemainder(context: RunContext, split: Split): Promise<{ inScope: number }> {
  const { journal, options, run } = context;
  const left = prepareRemainder(options.mapping, split);
  const branches = options.mapping.maps.filter((m) => m.split?.id === split.id && m.each === undefined);
  const needy = branches.map((m) => context.ready(m));
  let inScope = 0;
  const stream = options.source.read(split.sourceObject, {
    catalog: options.sourceCatalog,
    signal: context.stop,
  });
  for await (const records of stream) {
    const world = await stagedWorld(journal, records, ...needy);
    const ended: SettledRecord[] = [];
    const names = records.map((r) => ({ sourceId: r.id, element: '' }));
    const rows = await journal.records.get(remainderId(split), names);
    const here = new Map<string, string>();
    for (const [i, record] of records.entries()) {
      const result = left(record, world);
      if (result.kind !== 'held' && result.kind !== 'skipped') continue;
      const { reason, field, at } = result;
      const row = rows[i];
      const first = here.get(record.id) ?? (row?.run === run ? row.at : record.at);
      here.set(record.id, first);
      const element = first === record.at ? '' : `=${record.at}`;
      const line = lineOf(at ?? split.at);
      ended.push({
        sourceId: record.id,
        element,
        at: record.at,
        key: record.id,
        state: result.kind,
        reason,
        field,
        line,
      });
    }
    inScope += ended.length;
    await journal.records.settle(run, remainderId(split), ended);
  }
  return { inScope };
}
