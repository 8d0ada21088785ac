import { ApiError, invalid } from '../errors.ts';
import { a, boolean, integer, to, word } from '../shapes/kinds.ts';
import type { RecordKind } from './types.ts';

export const pipelines: RecordKind = {
  name: 'pipeline',
  plural: 'pipelines',
  label: 'Pipeline',
  listCost: 5,
  shape: {
    name: a(word(), { required: true }),
    is_deal_probability_enabled: a(boolean, { never: 'null' }),
  },
  filters: {},
  sorts: ['id', 'update_time', 'add_time'],
  settle: (next, { account }) => ({
    ...next,
    is_deal_probability_enabled: next['is_deal_probability_enabled'] ?? false,
    order_nr: next['order_nr'] ?? account.documents.count('pipeline', { deleted: false }) + 1,
  }),
  view: ({ id, body, add_time, update_time, deleted }) => ({
    id,
    name: body['name'],
    order_nr: body['order_nr'],
    is_deleted: deleted,
    is_deal_probability_enabled: body['is_deal_probability_enabled'],
    add_time,
    update_time,
  }),
  beforeDelete: ({ id }, { documents }) => {
    if (documents.count('deal', { equal: { pipeline_id: id }, deleted: false }) > 0)
      throw new ApiError(400, 'The pipeline has deals and cannot be deleted.');
  },
};

export const stages: RecordKind = {
  name: 'stage',
  plural: 'stages',
  label: 'Stage',
  listCost: 5,
  shape: {
    name: a(word(), { required: true }),
    pipeline_id: a(to('pipeline', 'Pipeline'), { required: true }),
    deal_probability: a(integer, { never: 'null' }),
    is_deal_rot_enabled: a(boolean, { never: 'null' }),
    days_to_rotten: a(integer),
  },
  filters: { pipeline_id: 'integer' },
  sorts: ['id', 'update_time', 'add_time', 'order_nr'],
  settle: (next, { account }) => {
    const probability = (next['deal_probability'] ?? 100) as number;
    if (probability < 0 || probability > 100)
      throw invalid('deal_probability', 'This value should be between 0 and 100.');
    const equal = { pipeline_id: next['pipeline_id'] as number };
    return {
      ...next,
      deal_probability: probability,
      is_deal_rot_enabled: next['is_deal_rot_enabled'] ?? false,
      days_to_rotten: next['days_to_rotten'] ?? null,
      order_nr: next['order_nr'] ?? account.documents.count('stage', { equal, deleted: false }) + 1,
    };
  },
  view: ({ id, body, add_time, update_time, deleted }) => ({
    id,
    order_nr: body['order_nr'],
    name: body['name'],
    is_deleted: deleted,
    deal_probability: body['deal_probability'],
    pipeline_id: body['pipeline_id'],
    is_deal_rot_enabled: body['is_deal_rot_enabled'],
    days_to_rotten: body['days_to_rotten'],
    add_time,
    update_time,
  }),
  beforeDelete: ({ id }, { documents }) => {
    if (documents.count('deal', { equal: { stage_id: id }, deleted: false }) > 0)
      throw new ApiError(400, 'The stage has deals and cannot be deleted.');
  },
};
