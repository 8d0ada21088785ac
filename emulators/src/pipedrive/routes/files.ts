import type { Account } from '../account/account.ts';
import { spaced } from '../account/clock.ts';
import { ApiError, present } from '../errors.ts';
import { numericId, offsetPage, ok, pagination } from '../http/envelope.ts';
import { readUpload } from '../http/upload.ts';
import type { Exchange, Route } from '../http/types.ts';
import { writing } from '../records/save.ts';
import { nameOf } from '../search/items.ts';
import { checkShape } from '../shapes/check.ts';
import { a, text, to, type Shape } from '../shapes/kinds.ts';
import type { Body, Doc } from '../store/documents.ts';

const parents = {
  deal_id: 'deal',
  person_id: 'person',
  org_id: 'organization',
  product_id: 'product',
  activity_id: 'activity',
  lead_id: 'lead',
  project_id: 'project',
} as const;
const parentIds = Object.keys(parents) as (keyof typeof parents)[];

const shape: Shape = Object.fromEntries(parentIds.map((id) => [id, a(to(parents[id], parents[id]))]));
const changes: Shape = { name: a(text(255)), description: a(text()) };
const known = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => name in shape && value !== ''));

function view(account: Account, doc: Doc, origin: string): Body {
  const { id, body, add_time, update_time, deleted } = doc;
  const named = (key: keyof typeof parents): string | null =>
    body[key] === undefined || body[key] === null
      ? null
      : nameOf(account.documents.find(parents[key], body[key] as number));
  return {
    id,
    user_id: body['user_id'],
    log_id: null,
    add_time: spaced(add_time),
    update_time: spaced(update_time),
    file_name: body['file_name'],
    file_type: body['file_type'],
    file_size: body['file_size'],
    active_flag: !deleted,
    inline_flag: false,
    remote_location: 's3',
    remote_id: '',
    cid: '',
    s3_bucket: '',
    mail_message_id: '',
    mail_template_id: '',
    ...Object.fromEntries(parentIds.map((key) => [key, body[key] ?? null])),
    deal_name: named('deal_id'),
    person_name: named('person_id'),
    org_name: named('org_id'),
    product_name: named('product_id'),
    lead_name: named('lead_id'),
    project_name: named('project_id'),
    url: `${origin}/api/v1/files/${id}/download`,
    name: body['name'],
    description: body['description'] ?? '',
  };
}

const file = (exchange: Exchange): Doc =>
  present(exchange.account.documents.find('file', numericId(exchange)), 'File');

const extension = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

export const fileRoutes: readonly Route[] = [
  {
    version: 1,
    method: 'GET',
    path: '/files',
    cost: 20,
    handle: ({ account, query, origin }) => {
      const [by = 'id', direction = 'ASC'] = (query.get('sort') ?? 'id').split(/\s+/);
      const page = offsetPage(
        query,
        (offset, limit) =>
          account.documents.list('file', {
            offset,
            limit,
            deleted: false,
            sort: by === 'update_time' || by === 'add_time' ? by : 'seq',
            descending: direction.toUpperCase() === 'DESC',
          }),
        100,
      );
      const data = page.items.map((doc) => view(account, doc, origin));
      return ok(data, 200, { pagination: pagination(page) });
    },
  },
  {
    version: 1,
    method: 'POST',
    path: '/files',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const { name, blob, members } = await readUpload(exchange);
      try {
        const links = checkShape(shape, known(members), { account, mode: 'create', loose: true });
        const body = {
          ...links,
          name,
          file_name: blob.name,
          file_type: extension(name),
          file_size: blob.bytes,
          user_id: account.userId,
        };
        return ok(
          view(
            account,
            account.documents.insert('file', body, { add_time: writing(account).now }),
            exchange.origin,
          ),
        );
      } catch (error) {
        await account.blobs.remove(blob.name);
        throw error;
      }
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/files/{id}',
    cost: 2,
    handle: (e) => ok(view(e.account, file(e), e.origin)),
  },
  {
    version: 1,
    method: 'PUT',
    path: '/files/{id}',
    cost: 10,
    handle: async (exchange) => {
      const { account } = exchange;
      const form = new URLSearchParams(await exchange.text());
      const given = Object.fromEntries([...form].filter(([name]) => name in changes));
      const before = file(exchange);
      const body = checkShape(changes, given, { account, mode: 'update', loose: true });
      const after = { ...before, body: { ...before.body, ...body }, update_time: writing(account).now };
      account.documents.save('file', after);
      return ok(view(account, after, exchange.origin));
    },
  },
  {
    version: 1,
    method: 'DELETE',
    path: '/files/{id}',
    cost: 6,
    handle: (exchange) => {
      const doc = file(exchange);
      exchange.account.documents.save('file', {
        ...doc,
        deleted: true,
        update_time: writing(exchange.account).now,
      });
      return ok({ id: doc.id });
    },
  },
  {
    version: 1,
    method: 'GET',
    path: '/files/{id}/download',
    cost: 20,
    handle: (exchange) => {
      const { body, deleted } = file(exchange);
      if (deleted) throw new ApiError(404, 'File not found');
      const name = encodeURIComponent(String(body['name']));
      return {
        status: 200,
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': String(body['file_size'] as number),
          'content-disposition': `attachment; filename*=UTF-8''${name}`,
        },
        stream: exchange.account.blobs.open(String(body['file_name'])),
      };
    },
  },
];
