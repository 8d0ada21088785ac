import type { ErrorClass } from '../errors.ts';

/** One way in which Pipedrive says no. The first entry that fits decides; what fits none is the record's own fault. */
export interface Refusal {
  readonly status?: number;
  /** Within `code`, `error` or `error_info`. */
  readonly says?: RegExp;
  readonly class: ErrorClass;
}

export const refusals: readonly Refusal[] = [
  { status: 401, class: 'auth' },
  { status: 402, class: 'planCap' },
  // Caps of the plan: open deals, custom fields. No use to send it again.
  { says: /feature_capping|limit reached|plan limit|upgrade your plan/i, class: 'planCap' },
  { status: 403, says: /rate|too many/i, class: 'rate' },
  { status: 403, class: 'permission' },
  { status: 413, class: 'tooLarge' },
  { status: 429, class: 'rate' },
  { status: 503, class: 'transient' },
  // A deleted field or a record of which only the id is left.
  { status: 410, says: /field/i, class: 'schema' },
  { status: 410, class: 'reference' },
  { says: /already exists|duplicate/i, class: 'duplicate' },
  {
    says: /(?:person|organi[sz]ation|org|deal|lead|product|user|owner|pipeline|stage|activity)(?:_id)?\b[^.]{0,60}(?:not found|does not exist|was not found|not exist|deleted)/i,
    class: 'reference',
  },
  { status: 404, class: 'reference' },
  { says: /not found|does not exist/i, class: 'reference' },
  { says: /permission|not allowed to/i, class: 'permission' },
];
