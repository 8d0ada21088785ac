import type { BoundMap, Program } from '../bind/program.ts';

/** The maps that make a record a reference to one of these source objects can mean; a list's elements have no id of their own. */
export function makersOf(program: Program, sourceObjects: readonly string[]): BoundMap[] {
  return program.maps.filter((map) => !map.each && sourceObjects.includes(map.sourceName));
}

export const undecided = 'nothing is decided about it';

/** What becomes of a source object that no map takes, for messages. */
export function fateOf(program: Program, object: string): string {
  if (program.skips.some((s) => s.object === object)) return 'it is skipped';
  if (program.exports.some((e) => e.sourceName === object)) return 'it is exported to a file';
  return undecided;
}
