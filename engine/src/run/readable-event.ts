import type { RunEvent } from './events.ts';

/** The event as a person reads it: its sentences without names that a system made up. */
export function readableEvent(event: RunEvent, readable: (text: string) => string): RunEvent {
  if (event.event === 'note') return { ...event, message: readable(event.message) };
  if (event.event === 'gate') return { ...event, reasons: event.reasons.map(readable) };
  return event;
}
