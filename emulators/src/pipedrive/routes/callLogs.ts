import { createHash } from 'node:crypto';
import type { Account } from '../account/account.ts';
import { ApiError, invalid, present } from '../errors.ts';
import { objectBody, offsetPage, ok, pagination } from '../http/envelope.ts';
import { json, type Exchange, type Route } from '../http/types.ts';
import { writing } from '../records/save.ts';
import { checkShape } from '../shapes/check.ts';
import { a, oneOf, text, to, user, word, type Shape } from '../shapes/kinds.ts';
import type { Body, Doc } from '../store/documents.ts';

const instant = a(text(), { required: true });
const shape: Shape = {
  user_id: a(user),
  activity_id: a(to('activity', 'Activity')),
  subject: a(text(255)),
  duration: a(text()),
  outcome: a(oneOf('connected', 'no_answer', 'left_message', 'left_voicemail', 'wrong_number', 'busy'), {
    required: true,
  }),
  from_phone_number: a(text(255)),
  to_phone_number: a(word(), { required: true }),
  start_time: instant,
  end_time: instant,
  person_id: a(to('person', 'Person')),
  org_id: a(to('organization', 'Organization')),
  deal_id: a(to('deal', 'Deal')),
  lead_id: a(to('lead', 'Lead')),
  note: a(text()),
};
const known = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name in shape));

/** `2026-03-01 09:30:00` or RFC 3339, in UTC; answers carry milliseconds. */
function utc(body: Body, name: string): string {
  const given = String(body[name]);
  const ms = Date.parse(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(given) ? `${given.replace(' ', 'T')}Z` : given,
  );
  if (Number.isNaN(ms)) throw invalid(name, 'This value is not a valid datetime.');
  return new Date(ms).toISOString();
}

const view = ({ id, body }: Doc, account: Account): Body => ({
  id,
  ...body,
  has_recording: false,
  company_id: account.companyId,
});

const log = ({ account, params }: Exchange): Doc => {
  const doc = present(account.documents.find('callLog', params['id']!), 'Call log');
  if (doc.deleted) throw new ApiError(410, 'Call log is deleted');
  return doc;
};

export const callLogRoutes: readonly Route[] = [
  {
    version: 1,
    method: 'POST',
    path: '/callLogs',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(shape, known(await objectBody(exchange)), {
        account,
        mode: 'create',
        loose: true,
      });
      if (body['deal_id'] != null && body['lead_id'] != null)
        throw invalid('lead_id', 'A call log belongs to a deal or to a lead, not to both.');
      const start_time = utc(body, 'start_time');
      const end_time = utc(body, 'end_time');
      if (end_time < start_time) throw invalid('end_time', 'The call ends before it starts.');
      const seconds = Math.round((Date.parse(end_time) - Date.parse(start_time)) / 1000);
      const settled = {
        ...body,
        start_time,
        end_time,
        duration: body['duration'] ?? String(seconds),
        user_id: body['user_id'] ?? account.userId,
        subject: body['subject'] ?? 'Call',
      };
      const stamp = writing(account).now;
      return account.documents.atomically(() => {
        const ordinal = account.documents.count('callLog') + 1;
        const id = `CA${createHash('sha1').update(`${account.seed}\ncall ${ordinal} ${stamp}`).digest('hex').slice(0, 30)}`;
        return ok(view(account.documents.insert('callLog', settled, { add_time: stamp, id }), account));
      });
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/callLogs',
    cost: 20,
    handle: ({ account, query }) => {
      const page = offsetPage(
        query,
        (offset, limit) => account.documents.list('callLog', { offset, limit, deleted: false }),
        50,
      );
      const data = page.items.map((doc) => view(doc, account));
      return ok(data, 200, { pagination: pagination(page) });
    },
  },
  { version: 1, method: 'GET', path: '/callLogs/{id}', cost: 2, handle: (e) => ok(view(log(e), e.account)) },
  {
    version: 1,
    method: 'DELETE',
    path: '/callLogs/{id}',
    cost: 6,
    handle: (exchange) => {
      exchange.account.documents.save('callLog', { ...log(exchange), deleted: true });
      return json(200, { success: true });
    },
  },
];
