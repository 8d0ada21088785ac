import type { RunOptions } from '../options.ts';
import type { Finding } from './gate.ts';

/** A load into production is confirmed by a person, who types the connection's name; other stages need none. */
export async function confirmationGate({
  stage,
  destinationName,
  confirm,
}: Pick<RunOptions, 'stage' | 'destinationName' | 'confirm'>): Promise<Finding> {
  const remedy = `Type the connection's name when asked, or give it with --confirm ${destinationName}.`;
  if (stage !== 'production') return { closes: [], remedy };
  const typed = (await confirm?.())?.trim();
  if (typed === destinationName) return { closes: [], remedy };
  const closes =
    typed === undefined || typed === ''
      ? `Nobody has confirmed that this load goes into production, connection "${destinationName}".`
      : `"${typed}" was typed, but the production connection is "${destinationName}".`;
  return { closes: [closes], remedy };
}
