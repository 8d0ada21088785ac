/** A place where an answer is deliberately not what the OpenAPI document says, because the document contradicts itself or life. */
export interface Departure {
  /** As `v2 GET /deals/{id}`. */
  readonly operation: RegExp;
  /** Place in the body, `*` for any index. */
  readonly at: RegExp;
  readonly problem: RegExp;
  readonly side?: 'request';
  readonly why: string;
}

const empty = /^null must be/;

export const departures: readonly Departure[] = [
  {
    operation: /^v2 GET/,
    at: /^\/additional_data\/next_cursor$/,
    problem: empty,
    why: 'the last page has next_cursor null, as the field lists say; the other lists forget it',
  },
  {
    operation: /^v2 \w+ \/deals/,
    at: /\/(person_id|org_id|stage_change_time|won_time|lost_time|expected_close_date)$/,
    problem: empty,
    why: 'a deal without person, organization or closing time has null there',
  },
  {
    operation: /^v2 \w+ \/persons/,
    at: /\/picture_id$/,
    problem: empty,
    why: 'a person without a picture has null there',
  },
  {
    operation: /^v2 \w+ \/organizations/,
    at: /\/address$/,
    problem: empty,
    why: 'an organization without an address has null there, as the example of /persons/search shows',
  },
  {
    operation: /^v2 \w+ \/products/,
    at: /\/(unit|description)$/,
    problem: empty,
    why: 'a product without unit or description has null there',
  },
  {
    operation: /^v2 \w+ \/activities/,
    at: /\/(lead_id|project_id|conference_meeting_(client|url|id)|public_description|priority)$/,
    problem: empty,
    why: 'an activity that is not linked, or has no meeting, has null there',
  },
  {
    operation: /^v2 GET \/leads\/search$/,
    at: /\/item\/(value|currency)$/,
    problem: empty,
    why: 'a lead without a value has null there',
  },
  {
    operation: /^v2 GET \/products\/search$/,
    at: /\/item\/code$/,
    problem: /must be integer/,
    why: 'the code of a product is a text, as the example of /itemSearch shows',
  },
  {
    operation: /^v1 \w+ \/notes/,
    at: /\/(lead_id|org_id|project_id|task_id|last_update_user_id|user\/icon_url)$/,
    problem: empty,
    why: 'a note has null for what it is not attached to',
  },
  {
    operation: /^v1 \w+ \/files/,
    at: /\/(person|org|product|activity|lead|project)_(id|name)$/,
    problem: empty,
    why: 'a file has null for what it is not attached to',
  },
  {
    operation: /^v1 GET \/leadFields$/,
    at: /\/(add|update)_time$/,
    problem: /must match format "date-time"/,
    why: 'the example of /leadFields has 2019-02-04 13:58:03, the schema RFC 3339',
  },
  {
    operation: /^v1 GET \/noteFields$/,
    at: /\/field_type$/,
    problem: /must be equal to one of the allowed values/,
    why: 'the document lists the field types twice, the shorter list without deal and lead',
  },
];
