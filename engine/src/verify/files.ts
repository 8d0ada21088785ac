import { fingerprintOf } from '../connectors/http/fingerprint.ts';
import type { RunContext } from '../run/context.ts';
import type { Derived } from './derive.ts';
import type { Tally } from './tally.ts';

/** Compares the bytes of files by size and MD5; neither side's bytes are held. */
export async function compareFiles(
  { options }: RunContext,
  object: string,
  derived: readonly Derived[],
  told: Tally,
): Promise<void> {
  const { destination } = options;
  for (const field of new Set(derived.flatMap((d) => Object.keys(d.files)))) {
    const withFile = derived.filter((d) => field in d.files);
    if (destination.fingerprints === undefined) {
      told.notCompared(field);
      continue;
    }
    const ids = [...new Set(withFile.map((d) => d.row.destinationId))];
    const found = await destination.fingerprints(object, field, ids);
    for (const { files, row, record, line } of withFile) {
      const file = files[field];
      if (file === undefined) continue;
      const ours = await fingerprintOf(file.open());
      const theirs = found.get(row.destinationId);
      const spot = { field, line: line(field), id: row.destinationId, at: record.at };
      if (theirs?.bytes === ours.bytes && theirs.md5 === ours.md5) told.same(spot);
      else told.differs(spot, { ...ours }, theirs === undefined ? null : { ...theirs });
    }
  }
}
