import type { BatchRow, BegunUndo } from '../journal/journal.ts';
import type { Value } from '../values.ts';

/** Tells a load's own changes from other people's by when they were made, in the server's time. */
export interface WorkTimes {
  /** Whether a record that was changed last at this time was changed since by others. */
  readonly changedSince: (changedAt: Value) => boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Servers tell whole seconds, and finish what a request has set off a moment after they have answered. */
const marginMs = 2_000;
/** A request without a name at the server is given up by then. */
const longestRequestMs = 10 * 60_000;

/**
 * The spans of a run's requests and of those that undid them. A request whose process died is taken to have lasted as long
 * as a request can; work that goes on at the server by a name lasts until it was settled.
 */
export function workTimes(
  batches: readonly BatchRow[],
  undone: ReadonlyMap<number, BegunUndo>,
  clockAheadMs: number,
  atWorkSince?: string,
): WorkTimes {
  const span = (from: string, to: string | null, longest: number): Span => {
    const start = Date.parse(from);
    const end = Math.min(to === null ? Infinity : Date.parse(to), start + longest);
    return {
      from: Math.floor(start / 1000) * 1000 + clockAheadMs - marginMs,
      to: end + clockAheadMs + marginMs,
    };
  };
  const spans = [
    ...batches.map((b) => span(b.sentAt, b.endedAt, b.handle === null ? longestRequestMs : Infinity)),
    ...[...undone.values()].flatMap((u) =>
      u.beganAt === null ? [] : [span(u.beganAt, u.endedAt, longestRequestMs)],
    ),
    ...(atWorkSince === undefined ? [] : [{ ...span(atWorkSince, null, Infinity), to: Infinity }]),
  ];
  const work = merged(spans);
  const first = work[0]?.from ?? Infinity;
  return {
    changedSince(changedAt) {
      const at = typeof changedAt === 'string' ? timeOf(changedAt) : NaN;
      return at >= first && !work.some((s) => at >= s.from && at <= s.to);
    },
  };
}

function merged(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last !== undefined && span.from <= last.to)
      out[out.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else out.push(span);
  }
  return out;
}

/** A time without a zone is in UTC. */
function timeOf(text: string): number {
  return Date.parse(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
}
