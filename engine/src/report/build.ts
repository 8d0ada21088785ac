import { reasonText, type GateFact, type Journal, type PhaseRow } from '../journal/journal.ts';
import { recordStates, type RecordState } from '../run/states.ts';
import { deltaPart } from './delta.ts';
import type { PhaseReport, RunReport } from './types.ts';

export interface ReportSubject {
  readonly run: string;
  readonly source: RunReport['source'];
  readonly destination: RunReport['destination'];
  /** Source and destination object of a phase, by map id. */
  readonly objects: (map: string) => { readonly source: string; readonly destination: string };
  /** A link to a destination record. */
  readonly link: (object: string, id: string) => string;
  /** Sentences as a person reads them: names that a system made up, as labels. */
  readonly readable: (text: string) => string;
  readonly endedAt: string;
  readonly state: RunReport['state'];
  readonly files: Readonly<Record<string, string>>;
}

/** Reasons told per phase; the hand-off files have every record. */
const mostReasons = 100;
const told = ['skipped', 'held', 'failed', 'merged'] as const;

/** The reconciliation of a run, read from the journal alone. */
export async function buildReport(journal: Journal, subject: ReportSubject): Promise<RunReport> {
  const row = await journal.runs.get(subject.run);
  if (row === undefined) throw new Error(`The journal has no run ${subject.run}.`);
  const phases: PhaseReport[] = [];
  const warnings = [...(row.facts.warnings ?? [])];
  for (const phase of await journal.runs.phases(subject.run)) {
    phases.push(await phaseReport(journal, subject, phase));
    for (const l of await journal.links.reasons(subject.run, phase.map))
      warnings.push(
        `${phase.map}: ${l.field} of ${l.count} records is empty: ${reasonText(l.reason)} (${l.samples.join(', ')}).`,
      );
  }
  const delta = await deltaPart(journal, subject.run, subject.link);
  const totals = noCounts();
  const { readable } = subject;
  for (const p of phases) for (const s of recordStates) totals[s] += p.counts[s];
  return {
    formatVersion: 1,
    run: subject.run,
    mapping: { name: row.mappingName, file: row.mappingFile, hash: row.mappingHash },
    source: subject.source,
    destination: subject.destination,
    startedAt: row.startedAt,
    endedAt: subject.endedAt,
    state: subject.state,
    gates: (row.facts.gates ?? []).map((g: GateFact) => ({ ...g, reasons: g.reasons.map(readable) })),
    phases,
    totals,
    sources: [...(row.facts.sources ?? [])],
    owners: { matched: row.facts.owners?.matched ?? 0, unmatched: [...(row.facts.owners?.unmatched ?? [])] },
    requests: phases.reduce((sum, p) => sum + p.requests, 0),
    api: row.facts.api,
    warnings: warnings.map(readable),
    files: { ...subject.files },
    ...(delta && { delta }),
  };
}

async function phaseReport(
  journal: Journal,
  { run, objects, readable }: ReportSubject,
  phase: PhaseRow,
): Promise<PhaseReport> {
  const { open: _open, ...counts } = await journal.records.counts(run, phase.map);
  const reasons = await journal.records.reasons(run, phase.map, told, mostReasons);
  const links = await journal.links.counts(run, phase.map);
  const cost = await journal.batches.cost(run, phase.map);
  const gained = phase.after === null || phase.before === null ? undefined : phase.after - phase.before;
  const flags = [...(await journal.records.flags(run, phase.map))];
  if (links.held + links.failed > 0)
    flags.push({
      why: 'a reference could not be linked in the second pass',
      count: links.held + links.failed,
    });
  return {
    id: phase.map,
    ordinal: phase.ordinal,
    ...objects(phase.map),
    inScope: phase.inScope,
    counts,
    balanced: phase.balanced,
    state: phase.state,
    destinationBefore: phase.before ?? undefined,
    destinationAfter: phase.after ?? undefined,
    othersGained: gained === undefined ? undefined : gained - counts.created,
    linkedInSecondPass: links.linked,
    milliseconds: phase.milliseconds,
    requests: phase.requests,
    writes: { requests: cost.writes, bytes: cost.bytes, again: cost.again },
    reasons: reasons.map((r) => ({
      state: r.state as (typeof told)[number],
      reason: readable(reasonText(r.reason ?? '')),
      field: r.field === null ? undefined : readable(r.field),
      line: r.line ?? undefined,
      count: r.count,
      samples: [...r.samples],
    })),
    flags,
  };
}

function noCounts(): Record<RecordState, number> {
  return Object.fromEntries(recordStates.map((s) => [s, 0])) as Record<RecordState, number>;
}
