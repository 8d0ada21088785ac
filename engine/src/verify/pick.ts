import { hash } from 'node:crypto';

/** Keeps the `size` items of lowest rank: the same seed picks the same records in whatever order they come. */
export function sampler<T>(
  seed: number,
  size: number,
): { offer(name: string, item: T): void; picked(): T[] } {
  let kept: { rank: string; item: T }[] = [];
  let worst = '';
  return {
    offer(name, item) {
      const rank = hash('sha1', `${seed} ${name}`);
      if (kept.length >= size && rank >= worst) return;
      kept.push({ rank, item });
      if (kept.length < size * 2 && kept.length > size) return;
      kept = kept.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, size);
      worst = kept.at(-1)?.rank ?? '';
    },
    picked: () =>
      kept
        .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
        .slice(0, size)
        .map((k) => k.item),
  };
}
