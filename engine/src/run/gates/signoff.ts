import type { SchemaShape } from '../../schema/shape.ts';
import type { StandingSignoff } from '../../signoff/signoff.ts';
import type { RunOptions } from '../options.ts';
import type { Finding } from './gate.ts';

export interface SignoffSubject {
  readonly stage: RunOptions['stage'];
  readonly signoff: StandingSignoff | undefined;
  readonly mappingHash: string;
  readonly schemaHash: string;
  readonly shape: SchemaShape;
}

/** Production takes a mapping only as it was verified and signed off; other stages need no sign-off. */
export function signoffGate({ stage, signoff, ...now }: SignoffSubject): Finding {
  const remedy =
    'Run into a sandbox, verify with `migmap verify RUN`, and sign off with `migmap signoff RUN --by NAME`.';
  if (stage !== 'production') return { closes: [], remedy };
  if (signoff === undefined) return { closes: ['No run of this mapping has been signed off.'], remedy };
  const closes: string[] = [];
  if (signoff.mappingHash !== now.mappingHash)
    closes.push(`The mapping has changed since ${signoff.by} signed it off.`);
  if (signoff.schemaHash !== now.schemaHash)
    closes.push(
      `The schemas are not those that ${signoff.by} signed off.`,
      ...differences(signoff.shape, now.shape),
    );
  if (signoff.broken !== undefined) closes.push(signoff.broken);
  return { closes, remedy };
}

function differences(signed: SchemaShape | undefined, now: SchemaShape): string[] {
  if (signed === undefined) return [];
  const places = [...new Set([...Object.keys(signed), ...Object.keys(now)])].toSorted();
  return places
    .filter((place) => signed[place] !== now[place])
    .map((place) => `${place}: signed as ${signed[place] ?? 'not there'}; now ${now[place] ?? 'not there'}.`);
}
