import { ok } from '../http/envelope.ts';
import { listReply, pageQuery } from '../http/cursor.ts';
import type { Route } from '../http/types.ts';
import { createRecord } from '../records/save.ts';
import { deals } from '../records/deals.ts';
import { ApiError } from '../errors.ts';
import { seedUuid } from '../account/hash.ts';
import { checkShape } from '../shapes/check.ts';
import { a, to } from '../shapes/kinds.ts';
import type { Body } from '../store/documents.ts';

const target = { stage_id: a(to('stage', 'Stage')), pipeline_id: a(to('pipeline', 'Pipeline')) };

/** Archived deals, and leads that become deals. */
export const archivedDealRoutes: readonly Route[] = [
  {
    version: 2,
    method: 'GET',
    path: '/deals/archived',
    cost: 20,
    handle: ({ account, query }) => {
      const page = pageQuery(query, deals.sorts);
      const equal = { is_archived: true };
      const docs = account.documents.list('deal', { ...page, equal, deleted: false, limit: page.limit + 1 });
      return listReply(docs, page, (doc) => deals.view(doc, account));
    },
  },
  {
    version: 2,
    method: 'POST',
    path: '/leads/{id}/convert/deal',
    cost: 40,
    handle: async (exchange) => {
      const { account, params } = exchange;
      const given = (await exchange.text()).trim() === '' ? {} : await exchange.json();
      const place = checkShape(target, given, { account, mode: 'create' });
      const lead = account.documents.find('lead', params['id']!);
      if (lead === undefined)
        throw new ApiError(404, 'requested lead not found', { info: 'Object was not found.' });
      const money = lead.body['value'] as { amount: number; currency: string } | null | undefined;
      const body: Body = {
        title: lead.body['title'],
        owner_id: lead.body['owner_id'],
        person_id: lead.body['person_id'] ?? null,
        org_id: lead.body['organization_id'] ?? null,
        ...(money ? { value: money.amount, currency: money.currency } : {}),
        expected_close_date: lead.body['expected_close_date'] ?? null,
        custom_fields: lead.body['custom_fields'] ?? {},
        source_lead_id: lead.id,
        ...place,
      };
      return account.documents.atomically(() => {
        const deal = createRecord(deals, account, body);
        account.documents.remove('lead', lead.id);
        account.search.put('lead', lead.id, []);
        const id = seedUuid(account.seed, `conversion of ${lead.id}`);
        account.documents.insert(
          'conversion',
          { lead_id: lead.id, deal_id: deal.id },
          { add_time: deal.add_time, id },
        );
        return ok({ conversion_id: id });
      });
    },
  },
  {
    version: 2,
    method: 'GET',
    path: '/leads/{id}/convert/status/{conversion_id}',
    cost: 1,
    handle: ({ account, params }) => {
      const doc = account.documents.find('conversion', params['conversion_id']!);
      if (doc === undefined || doc.body['lead_id'] !== params['id'])
        throw new ApiError(404, 'requested conversion not found', { info: 'Object was not found.' });
      return ok({ deal_id: doc.body['deal_id'], conversion_id: doc.id, status: 'completed' });
    },
  },
];
