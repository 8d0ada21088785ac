import { spaced } from '../account/clock.ts';
import type { Account } from '../account/account.ts';
import { invalid, present } from '../errors.ts';
import { numericId, objectBody, offsetPage, ok, pagination, wholeNumber } from '../http/envelope.ts';
import type { Exchange, Route } from '../http/types.ts';
import { writing } from '../records/save.ts';
import { checkShape } from '../shapes/check.ts';
import { a, oneOf, spacedTime, text, to, user, type Shape } from '../shapes/kinds.ts';
import { nameOf } from '../search/items.ts';
import type { Body, Cell, Doc } from '../store/documents.ts';

/** Members that attach a note, and what they point at. */
const parents = {
  deal_id: ['deal', 'deal', 'title'],
  lead_id: ['lead', 'lead', 'title'],
  person_id: ['person', 'person', 'name'],
  org_id: ['organization', 'organization', 'name'],
  project_id: ['project', 'project', 'title'],
  task_id: ['task', 'task', 'title'],
} as const;
const parentIds = Object.keys(parents) as (keyof typeof parents)[];
const pinned = ['lead', 'deal', 'organization', 'person', 'project', 'task'] as const;
const pinParents = {
  lead: 'lead_id',
  deal: 'deal_id',
  organization: 'org_id',
  person: 'person_id',
  project: 'project_id',
  task: 'task_id',
} as const;

const maxContent = 100 * 1024;

const shape: Shape = {
  content: a(text(maxContent), { required: true }),
  ...Object.fromEntries(parentIds.map((name) => [name, a(to(parents[name][0], parents[name][1]))])),
  user_id: a(user, { never: 'null' }),
  add_time: a(spacedTime, { never: 'null' }),
  ...Object.fromEntries(pinned.map((of) => [`pinned_to_${of}_flag`, a(oneOf(0, 1))])),
};

/** Version 1 passes over members that it does not know. */
const known = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name in shape));

/** Scripts do not survive the sanitizer. */
const sanitized = (html: unknown): unknown =>
  typeof html === 'string'
    ? html.replaceAll(/<script\b[\s\S]*?<\/script\s*>|\son\w+\s*=\s*("[^"]*"|'[^']*')/gi, '')
    : html;

function settle(account: Account, body: Body): Body {
  if (parentIds.every((name) => body[name] === undefined || body[name] === null))
    throw invalid(
      'deal_id',
      'A note must be attached to a deal, lead, person, organization, project or task.',
    );
  for (const of of pinned)
    if (
      body[`pinned_to_${of}_flag`] === 1 &&
      (body[pinParents[of]] === undefined || body[pinParents[of]] === null)
    )
      throw invalid(`pinned_to_${of}_flag`, 'The note is not attached to what it is to be pinned to.');
  return { ...body, content: sanitized(body['content']), user_id: body['user_id'] ?? account.userId };
}

function view(account: Account, { id, body, add_time, update_time, deleted }: Doc): Body {
  const author = account.documents.find('user', body['user_id'] as number);
  const related = parentIds.flatMap((name): [string, unknown][] => {
    const [kind, , member] = parents[name];
    const key = body[name];
    if (kind === 'lead' || key === undefined || key === null) return [];
    return [[kind, { [member]: nameOf(account.documents.find(kind, key as number)) }]];
  });
  return {
    id,
    active_flag: !deleted,
    add_time: spaced(add_time),
    update_time: spaced(update_time),
    content: body['content'],
    ...Object.fromEntries(parentIds.map((name) => [name, body[name] ?? null])),
    ...Object.fromEntries(related),
    last_update_user_id: body['last_update_user_id'] ?? null,
    ...Object.fromEntries(pinned.map((of) => [`pinned_to_${of}_flag`, body[`pinned_to_${of}_flag`] === 1])),
    user: {
      email: author?.body['email'],
      icon_url: null,
      is_you: body['user_id'] === account.userId,
      name: author?.body['name'],
    },
    user_id: body['user_id'],
  };
}

const note = (exchange: Exchange): Doc =>
  present(exchange.account.documents.find('note', numericId(exchange)), 'Note');

export const noteRoutes: readonly Route[] = [
  {
    version: 1,
    method: 'GET',
    path: '/notes',
    cost: 20,
    handle: ({ account, query }) => {
      const equal: Record<string, Cell> = {};
      for (const name of ['user_id', 'deal_id', 'person_id', 'org_id', 'project_id', 'task_id']) {
        const id = wholeNumber(query, name);
        if (id !== undefined) equal[name] = id;
      }
      if (query.has('lead_id')) equal['lead_id'] = query.get('lead_id');
      for (const of of pinned) {
        const flag = wholeNumber(query, `pinned_to_${of}_flag`);
        if (flag !== undefined) equal[`pinned_to_${of}_flag`] = flag;
      }
      const [by = 'id', direction = 'ASC'] = (query.get('sort') ?? 'id').split(/\s+/);
      if (!['id', 'add_time', 'update_time', 'content', 'user_id'].includes(by))
        throw invalid('sort', 'This value is not a field to sort by.');
      const page = offsetPage(query, (offset, limit) =>
        account.documents.list('note', {
          equal,
          offset,
          limit,
          deleted: false,
          sort: by === 'id' ? 'seq' : by,
          descending: direction.toUpperCase() === 'DESC',
          since: query.get('updated_since') ?? undefined,
        }),
      );
      const data = page.items.map((doc) => view(account, doc));
      return ok(data, 200, { pagination: pagination(page) });
    },
  },
  {
    version: 1,
    method: 'POST',
    path: '/notes',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const body = checkShape(shape, known(await objectBody(exchange)), {
        account,
        mode: 'create',
        loose: true,
      });
      const { add_time, ...rest } = body;
      const { now } = writing(account);
      const stamp = typeof add_time === 'string' ? `${add_time.replace(' ', 'T')}Z` : now;
      const made = account.documents.insert('note', settle(account, rest), {
        add_time: stamp,
        update_time: now,
      });
      return ok(view(account, made));
    },
  },
  { version: 1, method: 'GET', path: '/notes/{id}', cost: 2, handle: (e) => ok(view(e.account, note(e))) },
  {
    version: 1,
    method: 'PUT',
    path: '/notes/{id}',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const given = known(await objectBody(exchange));
      const before = note(exchange);
      const { add_time, ...rest } = checkShape(shape, given, { account, mode: 'update', loose: true });
      const after: Doc = {
        ...before,
        body: { ...settle(account, { ...before.body, ...rest }), last_update_user_id: account.userId },
        add_time: typeof add_time === 'string' ? `${add_time.replace(' ', 'T')}Z` : before.add_time,
        update_time: writing(account).now,
      };
      account.documents.save('note', after);
      return ok(view(account, after));
    },
  },
  {
    version: 1,
    method: 'DELETE',
    path: '/notes/{id}',
    cost: 6,
    handle: (exchange) => {
      const doc = note(exchange);
      exchange.account.documents.save('note', {
        ...doc,
        deleted: true,
        update_time: writing(exchange.account).now,
      });
      return ok(true);
    },
  },
];
