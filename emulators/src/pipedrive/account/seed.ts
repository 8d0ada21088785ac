import type { Documents } from '../store/documents.ts';
import type { AccountDefinition } from './definition.ts';
import { seedNumber, seedUuid } from './hash.ts';

const activityTypes = [
  ['Call', 'call'],
  ['Meeting', 'meeting'],
  ['Task', 'task'],
  ['Deadline', 'deadline'],
  ['Email', 'email'],
  ['Lunch', 'lunch'],
] as const;

const currencies = [
  ['EUR', 'Euro', 2, '€'],
  ['USD', 'US Dollar', 2, '$'],
  ['GBP', 'British Pound', 2, '£'],
  ['CHF', 'Swiss Franc', 2, 'CHF'],
  ['SEK', 'Swedish Krona', 2, 'kr'],
  ['NOK', 'Norwegian Krone', 2, 'kr'],
  ['DKK', 'Danish Krone', 2, 'kr'],
  ['PLN', 'Polish Zloty', 2, 'zł'],
  ['CZK', 'Czech Koruna', 2, 'Kč'],
  ['CAD', 'Canadian Dollar', 2, 'CA$'],
  ['AUD', 'Australian Dollar', 2, 'A$'],
  ['INR', 'Indian Rupee', 2, '₹'],
  ['JPY', 'Japanese Yen', 0, '¥'],
  ['BRL', 'Brazilian Real', 2, 'R$'],
] as const;

const firstPipeline = {
  name: 'Pipeline',
  probabilities: undefined,
  stages: ['Qualified', 'Contact Made', 'Demo Scheduled', 'Proposal Made', 'Negotiations Started'].map(
    (name) => ({
      name,
      probability: undefined,
    }),
  ),
};

const labels = {
  deal: ['Hot', 'Warm', 'Cold'],
  person: ['Customer', 'Hot lead', 'Warm lead', 'Cold lead'],
  organization: ['Customer', 'Hot lead', 'Warm lead', 'Cold lead'],
} as const;

/** The key of an activity type that an administrator adds. */
export const activityKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '') || 'activity';

/** Users whom the definition has gained since the account was made, or who are active now, or no longer. */
export function putUsers(documents: Documents, users: AccountDefinition['users'], stamp: string): void {
  const known = new Map(documents.list('user').map((doc) => [doc.body['email'], doc]));
  for (const { email, name, active } of users) {
    const doc = known.get(email);
    if (doc === undefined) documents.insert('user', { email, name, active }, { add_time: stamp });
    else if (doc.body['active'] !== active) documents.save('user', { ...doc, body: { ...doc.body, active } });
  }
}

/** Fills a new account with what every account has and with what its definition says. */
export function seedAccount(
  documents: Documents,
  definition: AccountDefinition,
  seed: string,
  stamp: string,
): void {
  const at = { add_time: stamp };
  for (const [kind, bound] of Object.entries({
    user: 90_000,
    pipeline: 40,
    stage: 400,
    activityType: 80,
    _option: 900,
  }))
    documents.startAt(kind, seedNumber(seed, kind, bound));
  const users =
    definition.users.length > 0
      ? definition.users
      : [{ email: 'admin@example.com', name: 'Local Administrator', active: true }];
  putUsers(documents, users, stamp);
  for (const { name, probabilities, stages } of definition.pipelines ?? [firstPipeline]) {
    const enabled = probabilities ?? stages.some((s) => s.probability !== undefined);
    const order_nr = documents.count('pipeline') + 1;
    const { id } = documents.insert('pipeline', { name, order_nr, is_deal_probability_enabled: enabled }, at);
    stages.forEach((stage, i) =>
      documents.insert(
        'stage',
        {
          name: stage.name,
          order_nr: i + 1,
          pipeline_id: id,
          deal_probability: stage.probability ?? 100,
          is_deal_rot_enabled: false,
          days_to_rotten: null,
        },
        at,
      ),
    );
  }
  const added = definition.activityTypes.map((type) =>
    typeof type === 'string' ? { name: type, icon: undefined } : type,
  );
  const types = [
    ...activityTypes.map(([name, key]) => ({ name, key_string: key, icon_key: key, is_custom_flag: false })),
    ...added.map(({ name, icon }) => ({
      name,
      key_string: activityKey(name),
      icon_key: icon ?? 'bubble',
      is_custom_flag: true,
    })),
  ];
  types.forEach((type, i) =>
    documents.insert('activityType', { ...type, color: 'FFFFFF', order_nr: i + 1 }, at),
  );
  currencies.forEach(([code, name, decimal_points, symbol], i) =>
    documents.insert('currency', { number: i + 1, code, name, decimal_points, symbol }, { ...at, id: code }),
  );
  for (const [object, names] of Object.entries(labels)) {
    const options = names.map((label) => ({
      id: documents.insert('_option', {}, at).seq,
      label,
      color: 'blue',
    }));
    documents.insert('labels', { options }, { ...at, id: object });
  }
  definition.leadLabels.forEach((name, i) =>
    documents.insert(
      'leadLabel',
      { name, color: ['red', 'yellow', 'blue'][i] ?? 'gray' },
      { ...at, id: seedUuid(seed, `lead label ${name}`) },
    ),
  );
}
