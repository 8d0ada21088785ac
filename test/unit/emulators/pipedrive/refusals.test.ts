import assert from 'node:assert/strict';
import { openAccount, type Account, type CallOptions, type Json } from './session.ts';

interface Made {
  readonly text: string;
  readonly level: string;
  readonly tags: string;
  readonly low: number;
  readonly person: number;
  readonly deal: number;
  readonly stageElsewhere: number;
  readonly pipeline: number;
}
type Case = readonly [
  title: string,
  status: number,
  version: 1 | 2,
  method: string,
  path: string,
  options: (made: Made) => CallOptions,
  error: RegExp,
];

const post = (body: object): CallOptions => ({ body });
const custom = (made: Made, key: keyof Made, value: unknown): CallOptions => ({
  body: { name: 'x', custom_fields: { [made[key]]: value } },
});

const cases: readonly Case[] = [
  ['a missing title', 400, 2, 'POST', '/deals', () => post({}), /title: .*missing/],
  ['a blank name', 400, 2, 'POST', '/persons', () => post({ name: ' ' }), /name: .*blank/],
  ['a number as text', 400, 2, 'POST', '/deals', () => post({ title: 'x', value: '5' }), /value: .*number/],
  [
    'an id as text',
    400,
    2,
    'POST',
    '/deals',
    ({ person }) => post({ title: 'x', person_id: String(person) }),
    /person_id: .*integer/,
  ],
  [
    'a boolean as number',
    400,
    2,
    'POST',
    '/activities',
    () => post({ subject: 'x', done: 1 }),
    /done: .*boolean/,
  ],
  [
    'add_time of a deal',
    400,
    2,
    'POST',
    '/deals',
    () => post({ title: 'x', add_time: '2020-01-01T00:00:00Z' }),
    /add_time: .*not expected/,
  ],
  [
    'add_time of an activity',
    400,
    2,
    'POST',
    '/activities',
    () => post({ add_time: '2020-01-01T00:00:00Z' }),
    /add_time/,
  ],
  [
    'add_time of a lead',
    400,
    1,
    'POST',
    '/leads',
    ({ person }) => post({ title: 'x', person_id: person, add_time: '2020-01-01 00:00:00' }),
    /add_time/,
  ],
  [
    'a local time',
    400,
    2,
    'POST',
    '/persons',
    () => post({ name: 'x', add_time: '2020-01-01 00:00:00' }),
    /add_time: .*datetime/,
  ],
  [
    'a fraction of a second',
    400,
    2,
    'GET',
    '/persons',
    () => ({ query: { updated_since: '2020-01-01T00:00:00.000Z' } }),
    /updated_since: .*datetime/,
  ],
  [
    'a day that is none',
    400,
    2,
    'POST',
    '/deals',
    () => post({ title: 'x', expected_close_date: '2026-02-30' }),
    /expected_close_date/,
  ],
  [
    'an organization that is none',
    400,
    2,
    'POST',
    '/persons',
    () => post({ name: 'x', org_id: 999 }),
    /org_id: .*not found/,
  ],
  [
    'an owner that is none',
    400,
    2,
    'POST',
    '/persons',
    () => post({ name: 'x', owner_id: 1 }),
    /owner_id: .*not found/,
  ],
  [
    'a stage of another pipeline',
    400,
    2,
    'POST',
    '/deals',
    ({ stageElsewhere, pipeline }) => post({ title: 'x', stage_id: stageElsewhere, pipeline_id: pipeline }),
    /stage_id/,
  ],
  [
    'won_time of an open deal',
    400,
    2,
    'POST',
    '/deals',
    () => post({ title: 'x', won_time: '2020-01-01T00:00:00Z' }),
    /won_time/,
  ],
  [
    'a currency that is none',
    400,
    2,
    'POST',
    '/deals',
    () => post({ title: 'x', currency: 'XXX' }),
    /currency/,
  ],
  [
    'an activity type that is none',
    400,
    2,
    'POST',
    '/activities',
    () => post({ type: 'seance' }),
    /type: .*seance/,
  ],
  [
    'a person of an activity by person_id',
    400,
    2,
    'POST',
    '/activities',
    ({ person }) => post({ person_id: person }),
    /person_id: .*read-only/,
  ],
  [
    'an unknown hash',
    400,
    2,
    'POST',
    '/persons',
    () => post({ name: 'x', custom_fields: { ['0'.repeat(40)]: 1 } }),
    /custom_fields\.0+: .*not expected/,
  ],
  [
    'a hash at the root in version 2',
    400,
    2,
    'POST',
    '/persons',
    ({ text }) => post({ name: 'x', [text]: 'a' }),
    /not expected/,
  ],
  ['an option by its label', 400, 2, 'POST', '/persons', (made) => custom(made, 'level', 'Low'), /integer/],
  [
    'an option that is none',
    400,
    2,
    'POST',
    '/persons',
    (made) => custom(made, 'level', 1_000_000),
    /Option 1000000/,
  ],
  ['a set that is empty', 400, 2, 'POST', '/persons', (made) => custom(made, 'tags', []), /null clears/],
  [
    'a text of 256 characters',
    400,
    2,
    'POST',
    '/persons',
    (made) => custom(made, 'text', 'a'.repeat(256)),
    /too long/,
  ],
  ['a lead of nobody', 400, 1, 'POST', '/leads', () => post({ title: 'x' }), /person or an organization/],
  [
    'a lead with an unknown hash',
    400,
    1,
    'POST',
    '/leads',
    ({ person }) => post({ title: 'x', person_id: person, ['1'.repeat(40)]: 'a' }),
    /not expected/,
  ],
  ['a note on nothing', 400, 1, 'POST', '/notes', () => post({ content: 'x' }), /must be attached/],
  [
    'a record that never was',
    404,
    2,
    'GET',
    '/deals/{id}',
    () => ({ params: { id: 4711 } }),
    /Deal not found/,
  ],
  ['a path that is none', 404, 2, 'GET', '/dreams', () => ({}), /not found/],
  ['deals of version 1, which are gone', 404, 1, 'GET', '/deals', () => ({}), /not found/],
  [
    'a field that never was',
    404,
    2,
    'GET',
    '/dealFields/{field_code}',
    () => ({ params: { field_code: 'nope' } }),
    /field is not found/,
  ],
  [
    'deleting a standard field',
    403,
    2,
    'DELETE',
    '/dealFields/{field_code}',
    () => ({ params: { field_code: 'title' } }),
    /Standard/,
  ],
  [
    'an enum without options',
    400,
    2,
    'POST',
    '/dealFields',
    () => post({ field_name: 'x', field_type: 'enum' }),
    /options/,
  ],
  [
    'a pipeline with deals',
    400,
    2,
    'DELETE',
    '/pipelines/{id}',
    ({ pipeline }) => ({ params: { id: pipeline } }),
    /has deals/,
  ],
  ['a page over 500', 400, 2, 'GET', '/deals', () => ({ query: { limit: 501 } }), /limit/],
  ['a cursor that is none', 400, 2, 'GET', '/deals', () => ({ query: { cursor: 'zzz' } }), /cursor/],
  ['a search of one letter', 400, 2, 'GET', '/persons/search', () => ({ query: { term: 'a' } }), /too short/],
  [
    'a filter, which is not carried out',
    501,
    2,
    'GET',
    '/deals',
    () => ({ query: { filter_id: 1 } }),
    /filter_id/,
  ],
];

describe('what the Pipedrive emulator refuses', () => {
  let account: Account;
  let made: Made;
  before(async () => {
    account = await openAccount({
      account: {
        customFields: [
          { object: 'person', label: 'Text', type: 'varchar' },
          { object: 'person', label: 'Level', type: 'enum', options: ['Low', 'High'] },
          { object: 'person', label: 'Tags', type: 'set', options: ['a', 'b'] },
        ],
        pipelines: [
          { name: 'One', stages: [{ name: 'A' }] },
          { name: 'Two', stages: [{ name: 'B' }] },
        ],
      },
    });
    const fields: Json[] = await account.get(2, 'GET', '/personFields');
    const field = (name: string): Json => fields.find((f) => f.field_name === name);
    const stages: Json[] = await account.get(2, 'GET', '/stages');
    const person = await account.get(2, 'POST', '/persons', post({ name: 'Jane' }));
    const deal = await account.get(2, 'POST', '/deals', post({ title: 'Deal' }));
    made = {
      text: field('Text').field_code,
      level: field('Level').field_code,
      tags: field('Tags').field_code,
      low: field('Level').options[0].id,
      person: person.id,
      deal: deal.id,
      pipeline: deal.pipeline_id,
      stageElsewhere: stages.find((s) => s.name === 'B').id,
    };
  });
  after(() => account.close());

  for (const [title, status, version, method, path, options, error] of cases)
    it(title, async () => {
      const answer = await account.call(version, method, path, options(made));
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.equal(answer.body.success, false);
      assert.match(answer.body.error, error);
    });

  it('what is refused leaves no trace', async () => {
    const persons: Json[] = await account.get(2, 'GET', '/persons');
    assert.deepEqual(
      persons.map((p) => p.name),
      ['Jane'],
    );
  });
});
