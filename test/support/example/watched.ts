import type { Destination } from '@migmap/engine/connectors/destination';
import type { Example } from './example.ts';

/** The example with a look at every write, numbered from 0; what a look throws ends the write. */
export function watched(
  example: Example,
  look: { before?: (n: number) => void; after?: (n: number) => void },
): Example {
  let writes = 0;
  const destination: Destination = {
    ...example.destination,
    async write(batch, context) {
      const n = writes++;
      look.before?.(n);
      const results = await example.destination.write(batch, context);
      look.after?.(n);
      return results;
    },
  };
  return { ...example, destination, load: (options) => example.load({ destination, ...options }) };
}
