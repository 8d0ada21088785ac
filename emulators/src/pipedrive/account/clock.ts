/** `2026-03-01T09:30:00Z`, as version 2 writes instants. */
export const rfc3339 = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** `2026-03-01 09:30:00` in UTC, as version 1 writes them. */
export const spaced = (instant: string): string => instant.slice(0, 19).replace('T', ' ');

export const nextMidnight = (ms: number): number => (Math.floor(ms / 86_400_000) + 1) * 86_400_000;
