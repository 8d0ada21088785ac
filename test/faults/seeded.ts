/** Small, fast and the same everywhere: what is tried depends on the seed alone. */
export function seeded(seed: number): () => number {
  let s = seed;
  return () => {
    s = (Math.imul(s, 1_664_525) + 1_013_904_223) >>> 0;
    return s / 2 ** 32;
  };
}

export const long = process.env['MIGMAP_FAULTS'] === 'long';

/** Everything in a long run; otherwise as many as are said, always the same ones for a name. */
export function chosen<T>(all: readonly T[], few: number, name: string): readonly T[] {
  if (long || all.length <= few) return all;
  const random = seeded(Buffer.from(name).reduce((sum, byte) => sum * 31 + byte, 7));
  const left = [...all];
  return Array.from({ length: few }, () => left.splice(Math.floor(random() * left.length), 1)[0] as T);
}
