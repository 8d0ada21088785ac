import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '@migmap/engine/journal/journal';
import { mappingHash } from '@migmap/engine/mapping/hash';
import { gateBoard } from '@migmap/engine/run/gates/board';
import { checkGates } from '@migmap/engine/run/gates/check';
import { destinationAsItIs } from '@migmap/engine/run/destination-now';
import { gate } from '@migmap/engine/run/events';
import { connectionFolder } from '@migmap/engine/run/folders';
import { catalogOf } from '@migmap/engine/schema/catalog';
import { hashOfShape } from '@migmap/engine/schema/hash';
import { readableText } from '@migmap/engine/schema/readable-name';
import { schemaShape } from '@migmap/engine/schema/shape';
import { standingSignoff } from '@migmap/engine/signoff/signoff';
import type { Io } from '../io.ts';
import type { GatesResult } from '../json/gates.ts';
import { connectorFor } from './connections.ts';
import { look } from './look.ts';
import type { CompiledMapping } from './mapping.ts';

/** The present state of every gate: those before a load as they would be judged now, the others as the last run left them. */
export async function gates(
  io: Io,
  compiled: CompiledMapping,
  { holdUnmatched }: { readonly holdUnmatched: boolean },
): Promise<GatesResult> {
  const { workspace, mapping } = compiled;
  const settings = workspace.connection(compiled.destination.name);
  const stage = settings.stage ?? 'production';
  return look(io, compiled, async ({ owners, destination }) => {
    const schemas = await destinationAsItIs({ mapping, destination }, io.signal);
    const live = catalogOf(compiled.destination.catalog.index, [...schemas.values()]);
    const shape = schemaShape(mapping, compiled.source.catalog, live);
    const hashes = {
      mappingHash: mappingHash(mapping, compiled.destination.catalog),
      schemaHash: hashOfShape(shape),
    };
    const board = gateBoard();
    checkGates(board, {
      mapping,
      schemas,
      rules: connectorFor(settings).rules!,
      owners,
      holdUnmatched,
      stage,
      signoff: await standingSignoff(workspace.stateDir, { mapping: mapping.name, ...hashes }),
      ...hashes,
      shape,
    });
    const readable = readableText(schemas.values());
    const last = await lastRun(compiled);
    return {
      formatVersion: 1,
      mapping: mapping.name,
      destination: compiled.destination.name,
      stage,
      ...(last && { lastRun: last.id }),
      gates: board
        .all()
        .map((now) => (now.state === 'waiting' ? (last?.gates.get(now.gate) ?? now) : now))
        .map((now) => ({ ...now, reasons: now.reasons.map(readable) })),
    };
  });
}

/** What the last run of this mapping into this destination says of the gates within a load. */
async function lastRun({ workspace, mapping, destination }: CompiledMapping) {
  const file = join(connectionFolder(workspace.stateDir, destination.name), 'journal.sqlite');
  if (!existsSync(file)) return undefined;
  const journal = openJournal(file);
  try {
    const run = (await journal.runs.list()).findLast((r) => r.mappingName === mapping.name);
    if (run === undefined) return undefined;
    const within = (run.facts.gates ?? []).filter((g) => g.gate === 'errors' || g.gate === 'balance');
    return { id: run.id, gates: new Map(within.map((g) => [g.gate, gate.parse(g)])) };
  } finally {
    journal.close();
  }
}
