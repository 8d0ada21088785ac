/** Sorts by rank, then by name without regard to case. */
export function sortKey(rank: number, name: string): string {
  return `${rank}${name.toLowerCase()}`;
}
