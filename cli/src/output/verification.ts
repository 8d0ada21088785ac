import type { Verification } from '@migmap/engine/verify/types';
import type { Io } from '../io.ts';
import { table } from './table.ts';

type Line = Verification['maps'][number]['lines'][number];

export function printVerification(io: Io, told: Verification): void {
  const how = told.sample
    ? `a sample of ${told.sample.records} records of each map (--seed ${told.sample.seed})`
    : 'every record';
  io.out(`Run ${told.run}, ${how}:`);
  io.out(
    table(
      io,
      ['Map', 'Loaded', 'Merged', 'Compared', 'Missing', 'Fields', 'Differing values'],
      told.maps.map((m) => [
        m.map,
        String(m.loaded),
        String(m.merged),
        String(m.checked),
        String(m.missing),
        String(new Set(m.lines.map((l) => l.field)).size),
        String(m.lines.reduce((sum, l) => sum + l.mismatches, 0)),
      ]),
    ),
  );
  for (const m of told.maps) {
    for (const s of m.missingSamples)
      io.out(`  ${s.at}: ${m.object} ${s.id} is not in the destination (${s.url})`);
    for (const s of m.underivedSamples) io.out(`  ${s.at}: ${s.reason}`);
    for (const l of m.lines) {
      for (const s of l.samples)
        io.out(
          `  ${l.line ?? m.map} ${l.label ?? l.field}: ${s.at} says ${JSON.stringify(s.expected)}, ${s.id} holds ${JSON.stringify(s.actual)} (${s.url})`,
        );
      for (const excuse of excuses(l)) io.out(`  ${l.line ?? m.map} ${l.label ?? l.field}: ${excuse}`);
    }
    if (m.notCompared.length > 0) io.out(`  ${m.map}: not read back: ${m.notCompared.join(', ')}`);
  }
  for (const problem of told.problems) io.out(io.paint.red(problem));
  if (told.clean) io.out(io.paint.green('What was compared is as the mapping says.'));
  io.out(`Verification ${told.hash}`);
}

/** What was not held against the mapping, and why. */
function* excuses({ held, kept, reckoned }: Line): Generator<string> {
  if (held > 0) yield `${held} links are held by the load`;
  if (kept > 0) yield `${kept} edits made in the destination are kept by the delta`;
  if (reckoned > 0)
    yield `in ${reckoned} records the destination has reckoned another value from records that hang on it`;
}
