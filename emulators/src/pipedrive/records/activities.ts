import {
  a,
  address,
  boolean,
  date,
  duration,
  integer,
  list,
  object,
  text,
  time,
  to,
  user,
} from '../shapes/kinds.ts';
import { invalid } from '../errors.ts';
import { isRecord } from '../http/envelope.ts';
import type { Body } from '../store/documents.ts';
import type { RecordKind } from './types.ts';

interface Participant {
  readonly person_id: number;
  readonly primary: boolean;
}

/** The first participant is the primary one when none says so. */
function participantsOf(value: unknown): Participant[] {
  const given = Array.isArray(value) ? value.filter(isRecord) : [];
  const marked = given.findIndex((p) => p['primary'] === true);
  return given.map((p, i) => ({ person_id: Number(p['person_id']), primary: i === Math.max(0, marked) }));
}

const seconds = (clock: unknown): string | null =>
  typeof clock === 'string' ? (clock.split(':').length === 2 ? `${clock}:00` : clock) : null;

function settle(next: Body, now: string, self: number, wasDone: boolean): Body {
  if (next['deal_id'] != null && next['lead_id'] != null)
    throw invalid('lead_id', 'An activity belongs to a deal or to a lead, not to both.');
  const participants = participantsOf(next['participants']);
  const primary = participants.find((p) => p.primary);
  const done = next['done'] === true;
  return {
    ...next,
    type: next['type'] ?? 'call',
    subject: next['subject'] ?? 'Call',
    owner_id: next['owner_id'] ?? self,
    creator_user_id: next['creator_user_id'] ?? self,
    participants,
    person_id: primary?.person_id ?? null,
    due_time: seconds(next['due_time']),
    duration: seconds(next['duration']),
    done,
    busy: next['busy'] ?? false,
    marked_as_done_time: done ? (wasDone ? next['marked_as_done_time'] : now) : null,
  };
}

export const activities: RecordKind = {
  name: 'activity',
  plural: 'activities',
  label: 'Activity',
  listCost: 10,
  shape: {
    subject: a(text(255)),
    type: a({ is: 'activityType' }, { never: 'null' }),
    owner_id: a(user, { never: 'null' }),
    deal_id: a(to('deal', 'Deal')),
    lead_id: a(to('lead', 'Lead')),
    person_id: a(to('person', 'Person')),
    org_id: a(to('organization', 'Organization')),
    project_id: a(to('project', 'Project')),
    due_date: a(date),
    due_time: a(time),
    duration: a(duration),
    busy: a(boolean),
    done: a(boolean, { never: 'null' }),
    location: a(address),
    participants: a(
      list(object({ person_id: a(to('person', 'Person'), { required: true }), primary: a(boolean) })),
    ),
    attendees: a(
      list(
        object({
          email: a(text(), { required: true }),
          name: a(text()),
          status: a(text()),
          is_organizer: a(boolean),
          person_id: a(to('person', 'Person')),
          user_id: a(user),
        }),
      ),
    ),
    public_description: a(text()),
    priority: a(integer),
    note: a(text()),
  },
  filters: {
    owner_id: 'integer',
    deal_id: 'integer',
    lead_id: 'text',
    person_id: 'integer',
    org_id: 'integer',
    done: 'boolean',
  },
  sorts: ['id', 'update_time', 'add_time', 'due_date'],
  settle: (next, { account, now }, previous, given) => {
    // The person is read from the participants; giving one alone is refused.
    if (
      given['person_id'] !== undefined &&
      given['person_id'] !== null &&
      given['participants'] === undefined
    )
      throw invalid('person_id', 'This field is read-only; give the person as the primary participant.');
    return settle(next, now, account.userId, previous?.body['done'] === true);
  },
  optional: { attendees: ({ body }) => body['attendees'] ?? [] },
  view: ({ id, body, add_time, update_time, deleted }) => ({
    id,
    subject: body['subject'],
    type: body['type'],
    owner_id: body['owner_id'],
    creator_user_id: body['creator_user_id'],
    is_deleted: deleted,
    add_time,
    update_time,
    deal_id: body['deal_id'] ?? null,
    lead_id: body['lead_id'] ?? null,
    person_id: body['person_id'] ?? null,
    org_id: body['org_id'] ?? null,
    project_id: body['project_id'] ?? null,
    due_date: body['due_date'] ?? null,
    due_time: body['due_time'] ?? null,
    duration: body['duration'] ?? null,
    busy: body['busy'],
    done: body['done'],
    marked_as_done_time: body['marked_as_done_time'] ?? null,
    location: body['location'] ?? null,
    participants: body['participants'],
    conference_meeting_client: null,
    conference_meeting_url: null,
    conference_meeting_id: null,
    public_description: body['public_description'] ?? null,
    priority: body['priority'] ?? null,
    note: body['note'] ?? null,
  }),
};
