/** By which written fields together a record is known again when it carries no key of ours. */
interface Identity {
  readonly all: readonly string[];
  /** Count where they are written. */
  readonly also: readonly string[];
}

/** Objects that are not listed have no identity of their own: give them a key field. */
const identities: Readonly<Record<string, Identity>> = {
  Activity: {
    all: ['subject', 'type'],
    also: [
      'due_date',
      'due_time',
      'duration',
      'owner_id',
      'deal_id',
      'lead_id',
      'person_id',
      'org_id',
      'note',
    ],
  },
  DealProduct: { all: ['deal_id', 'product_id'], also: ['quantity', 'item_price', 'comments'] },
  File: {
    all: ['file_name'],
    also: ['deal_id', 'person_id', 'org_id', 'product_id', 'activity_id', 'lead_id'],
  },
  // Pipedrive cleans a note's HTML: its words tell it apart.
  Note: { all: ['content'], also: ['deal_id', 'lead_id', 'person_id', 'org_id', 'add_time'] },
};

export function naturalIdentity(object: string, provided: readonly string[]): readonly string[] | undefined {
  const identity = identities[object];
  const has = new Set(provided);
  if (!identity?.all.every((f) => has.has(f))) return undefined;
  return [...identity.all, ...identity.also.filter((f) => has.has(f))];
}
