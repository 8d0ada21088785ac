/** Cuts or joins batches of a stream to `size`, so that journal queries are worth their while whatever the source yields. */
export async function* rechunk<T>(
  stream: AsyncIterable<readonly T[]>,
  size: number,
): AsyncGenerator<readonly T[]> {
  let rest: T[] = [];
  for await (const batch of stream) {
    rest = rest.length === 0 ? [...batch] : rest.concat(batch);
    let from = 0;
    for (; rest.length - from >= size; from += size) yield rest.slice(from, from + size);
    if (from > 0) rest = rest.slice(from);
  }
  if (rest.length > 0) yield rest;
}
