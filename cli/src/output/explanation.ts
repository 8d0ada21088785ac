import type { Explanation } from '@migmap/engine/explain/types';
import type { Io } from '../io.ts';
import { table } from './table.ts';

/** An explanation for a person: sources, their fields with mapping lines, requests with answers. */
export function printExplanation(io: Io, explained: Explanation): void {
  const { object, id, createdBy, run, beside, rolledBack } = explained;
  if (beside !== undefined)
    io.out(`${beside.object} ${beside.id}: the platform made it by itself with ${object} ${id}.`);
  io.out(
    `${object} ${id}: ${createdBy === null ? 'was in the destination before the load' : `made by run ${createdBy}${rolledBack ? ', and deleted when that was rolled back' : ''}`}`,
  );
  if (explained.delta !== undefined)
    io.out(`Run ${run} is a delta upon ${explained.delta}: it sent only what had changed.`);
  for (const s of explained.sources) {
    const element = s.element === undefined ? '' : `, element ${s.element}`;
    io.out(`\n${s.object} ${s.id} (${s.at}${element}), ${s.state} by ${s.map}${s.line && ` at ${s.line}`}`);
    if (s.reason !== undefined) io.out(`  ${s.reason}`);
    if (s.fields.length > 0)
      io.out(
        table(
          io,
          ['Field', 'Value sent', 'From', 'Mapping line', 'Request'],
          s.fields.map((f) => [
            f.label ?? f.field,
            shown(f.value),
            f.reads.join(', '),
            f.line ?? '',
            String(f.batch),
          ]),
        ),
      );
    for (const r of s.requests) {
      const answers = r.answers.map((a) => [a.outcome, a.id, a.error].filter(Boolean).join(' '));
      const answer = answers.join('; ') || r.error || 'no answer; found by asking afterwards';
      const name = r.handle === undefined ? '' : `, ${r.handle}`;
      io.out(
        `Request ${r.batch}: ${r.operation} by ${r.channel}, attempt ${r.attempt}, ${r.sentAt}${name}: ${answer}`,
      );
    }
    if (s.requests.length === 0) io.out(`Run ${run} sent nothing for it.`);
  }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
