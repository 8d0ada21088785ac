import type { RunOptions } from '../options.ts';
import { gate, type Gate } from './gate.ts';

/** Production takes a mapping only as it was verified and signed off; other stages need no sign-off. */
export function signoffGate(
  options: Pick<RunOptions, 'stage' | 'signoff' | 'mappingHash' | 'schemaHash'>,
): Gate {
  const { signoff, stage } = options;
  const reasons: string[] = [];
  if (stage === 'production') {
    if (signoff === undefined) reasons.push('No run of this mapping has been signed off.');
    else {
      if (signoff.mappingHash !== options.mappingHash)
        reasons.push(`The mapping has changed since ${signoff.by} signed it off.`);
      if (signoff.schemaHash !== options.schemaHash)
        reasons.push(`The destination's schema has changed since ${signoff.by} signed off.`);
      if (signoff.broken !== undefined) reasons.push(signoff.broken);
    }
  }
  return gate(
    'signoff',
    reasons,
    'Run into a sandbox, verify with `migmap verify RUN`, and sign off with `migmap signoff RUN --by NAME`.',
  );
}
