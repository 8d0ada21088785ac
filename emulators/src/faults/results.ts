import type { Fault } from './faults.ts';

const rearrange = <T>(list: readonly T[], { kind, index = 0 }: Fault): T[] => {
  if (kind === 'permuteResults') return list.toReversed();
  if (kind === 'partialResults') return list.slice(0, Math.floor(list.length / 2));
  const at = Math.min(index, list.length - 1);
  const one = list[at];
  if (one === undefined) return [...list];
  return kind === 'omitResult' ? list.toSpliced(at, 1) : list.toSpliced(at, 0, one);
};

/** Applies a fault to the list of results in a body: a JSON array, a member that is one, or the rows of a CSV. */
export function spoilResults(body: string, type: string, fault: Fault): string {
  if (type.includes('csv')) {
    const newline = body.includes('\r\n') ? '\r\n' : '\n';
    const [head = '', ...rows] = body.split(newline);
    const kept = rows.filter((r) => r !== '');
    return [head, ...rearrange(kept, fault), ''].join(newline);
  }
  const parsed = JSON.parse(body) as unknown;
  if (Array.isArray(parsed)) return JSON.stringify(rearrange(parsed, fault));
  if (typeof parsed === 'object' && parsed !== null)
    for (const [name, value] of Object.entries(parsed))
      if (Array.isArray(value)) return JSON.stringify({ ...parsed, [name]: rearrange(value, fault) });
  return body;
}
