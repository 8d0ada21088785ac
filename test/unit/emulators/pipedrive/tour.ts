import type { CallOptions, Json } from './session.ts';

type Get = (version: 1 | 2, method: string, path: string, options?: CallOptions) => Promise<Json>;

/** A session that visits every operation, each with what it takes. */
export async function tour(get: Get): Promise<void> {
  const codes: Record<string, string> = {};
  for (const object of ['deal', 'person', 'organization', 'product'])
    codes[object] = await fields(get, object);
  await get(2, 'GET', '/activityFields');
  await get(2, 'GET', '/activityFields/{field_code}', { params: { field_code: 'type' } });
  await get(1, 'GET', '/leadFields');
  await get(1, 'GET', '/noteFields');

  const pipeline = await crud(
    get,
    'pipelines',
    { name: 'Renewals', is_deal_probability_enabled: true },
    { name: 'Renewal' },
  );
  const stage = await crud(
    get,
    'stages',
    { name: 'Asked', pipeline_id: pipeline.id, deal_probability: 20 },
    { deal_probability: 30, days_to_rotten: 5, is_deal_rot_enabled: true },
  );
  const users = await get(1, 'GET', '/users');
  await get(1, 'GET', '/users/{id}', { params: { id: users[0].id } });
  await get(1, 'GET', '/users/me');
  await get(1, 'GET', '/users/find', { query: { term: 'ada@', search_by_email: 1 } });
  await get(1, 'POST', '/users', { body: { email: 'new@example.com' } });
  await get(1, 'GET', '/currencies', { query: { term: 'eur' } });

  const organization = await crud(
    get,
    'organizations',
    {
      name: 'Acme',
      address: { value: 'Main St 1, Springfield', country: 'USA' },
      website: 'https://acme.example',
      custom_fields: { [codes['organization']!]: 'SD-9' },
    },
    { employee_count: 12, annual_revenue: 1000 },
  );
  const parent = await get(2, 'POST', '/organizations', {
    body: { name: 'Acme Holding', add_time: '2019-05-01T10:00:00Z' },
  });
  const person = await crud(
    get,
    'persons',
    {
      name: 'Jane Doe',
      org_id: organization.id,
      emails: [{ value: 'jane@acme.example', primary: true, label: 'work' }],
      phones: [{ value: '+372 555', primary: true, label: 'mobile' }],
      add_time: '2019-05-01T10:00:00Z',
      marketing_status: 'subscribed',
    },
    { name: 'Jane Roe' },
  );
  const deal = await crud(
    get,
    'deals',
    {
      title: 'Big one',
      person_id: person.id,
      org_id: organization.id,
      stage_id: stage.id,
      value: 1200.5,
      currency: 'USD',
      expected_close_date: '2026-12-01',
      status: 'won',
      won_time: '2026-01-02T03:04:05Z',
    },
    { status: 'lost', lost_reason: 'price', probability: 10 },
  );
  await get(2, 'POST', '/deals', { body: { title: 'Old', is_archived: true } });
  await get(2, 'GET', '/deals/archived');
  const product = await crud(
    get,
    'products',
    { name: 'Licence', code: 'LIC', prices: [{ currency: 'EUR', price: 10, cost: 1, notes: '' }], tax: 20 },
    { unit: 'seat' },
  );
  const line = {
    product_id: product.id,
    item_price: 10,
    quantity: 3,
    discount: 10,
    discount_type: 'percentage',
  };
  const attached = await get(2, 'POST', '/deals/{id}/products', { params: { id: deal.id }, body: line });
  const both = { id: deal.id, product_attachment_id: attached.id };
  await get(2, 'POST', '/deals/{id}/products/bulk', {
    params: { id: deal.id },
    body: { data: [line, line] },
  });
  await get(2, 'PATCH', '/deals/{id}/products/{product_attachment_id}', {
    params: both,
    body: { quantity: 4 },
  });
  await get(2, 'GET', '/deals/{id}/products', { params: { id: deal.id } });
  await get(2, 'GET', '/deals/products', { query: { deal_ids: `${deal.id},${deal.id + 1}`, limit: 2 } });
  await get(2, 'DELETE', '/deals/{id}/products/{product_attachment_id}', { params: both });

  const activity = await crud(
    get,
    'activities',
    {
      subject: 'Call Jane',
      type: 'call',
      deal_id: deal.id,
      org_id: organization.id,
      participants: [{ person_id: person.id, primary: true }],
      due_date: '2026-03-01',
      due_time: '15:00',
      duration: '00:30',
      done: true,
      note: '<p>Went well</p>',
      location: { value: 'Main St 1' },
    },
    { subject: 'Called Jane', priority: 1 },
  );
  const searches: Record<string, CallOptions['query']> = {
    '/itemSearch': { term: 'Acme' },
    '/deals/search': { term: 'Big one', exact_match: true },
    '/persons/search': { term: 'jane@acme.example', fields: 'email', exact_match: true },
    '/organizations/search': { term: 'acme' },
    '/products/search': { term: 'LIC', fields: 'code' },
  };
  for (const [path, query] of Object.entries(searches)) await get(2, 'GET', path, { query });
  const field = { term: 'SD-9', entity_type: 'organization', field: codes['organization']!, match: 'exact' };
  await get(2, 'GET', '/itemSearch/field', { query: field });
  await versionOne(get, { person, organization, parent, deal, activity, stage, dealField: codes['deal']! });
  for (const [plural, { id }] of Object.entries({
    activities: activity,
    products: product,
    deals: deal,
    persons: person,
  }))
    await get(2, 'DELETE', `/${plural}/{id}`, { params: { id } });
  for (const [plural, { id }] of Object.entries({
    organizations: organization,
    stages: stage,
    pipelines: pipeline,
  }))
    await get(2, 'DELETE', `/${plural}/{id}`, { params: { id } });
}

/** Field with options, made, renamed and taken away; one for ids that stays. */
async function fields(get: Get, object: string): Promise<string> {
  const all = `/${object}Fields`;
  const kept = await get(2, 'POST', all, { body: { field_name: 'SmartDesk Id', field_type: 'varchar' } });
  const options = [{ label: 'Low' }, { label: 'High' }];
  const made = await get(2, 'POST', all, { body: { field_name: 'Level', field_type: 'set', options } });
  const params = { field_code: made.field_code };
  const added = await get(2, 'POST', `${all}/{field_code}/options`, { params, body: [{ label: 'Top' }] });
  await get(2, 'PATCH', `${all}/{field_code}/options`, {
    params,
    body: [{ id: added[0].id, label: 'Peak' }],
  });
  await get(2, 'DELETE', `${all}/{field_code}/options`, { params, body: [{ id: added[0].id }] });
  await get(2, 'PATCH', `${all}/{field_code}`, {
    params,
    body: { field_name: 'Grade', description: 'how good' },
  });
  await get(2, 'GET', `${all}/{field_code}`, { params });
  await get(2, 'DELETE', `${all}/{field_code}`, { params });
  await get(2, 'POST', all, { body: { field_name: 'Budget', field_type: 'monetary' } });
  await get(2, 'GET', all, { query: { limit: 5 } });
  return kept.field_code;
}

/** Makes, reads, changes and lists; deleting comes at the end of the tour. */
async function crud(get: Get, plural: string, body: object, change: object): Promise<Json> {
  const { id } = await get(2, 'POST', `/${plural}`, { body });
  await get(2, 'PATCH', `/${plural}/{id}`, { params: { id }, body: change });
  await get(2, 'GET', `/${plural}`, { query: { limit: 1, sort_by: 'update_time', sort_direction: 'desc' } });
  return get(2, 'GET', `/${plural}/{id}`, { params: { id } });
}

async function versionOne(get: Get, made: Record<string, Json>): Promise<void> {
  const { person, organization, parent, deal, activity, stage } = made;
  const label = await get(1, 'POST', '/leadLabels', { body: { name: 'Lukewarm', color: 'orange' } });
  await get(1, 'PATCH', '/leadLabels/{id}', { params: { id: label.id }, body: { color: 'pink' } });
  await get(1, 'GET', '/leadLabels');
  await get(1, 'GET', '/leadSources');
  const lead = await get(1, 'POST', '/leads', {
    body: {
      title: 'Jane wants two',
      person_id: person.id,
      label_ids: [label.id],
      value: { amount: 20, currency: 'EUR' },
      expected_close_date: '2026-12-24',
      [made['dealField'] as string]: 'SD-77',
    },
  });
  const one = { params: { id: lead.id } };
  await get(1, 'PATCH', '/leads/{id}', { ...one, body: { organization_id: organization.id, value: null } });
  await get(1, 'GET', '/leads/{id}', one);
  await get(1, 'GET', '/leads', { query: { limit: 1, sort: 'add_time DESC' } });
  await get(1, 'GET', '/leads/archived');
  await get(2, 'GET', '/leads/search', { query: { term: 'wants two' } });
  const converted = await get(2, 'POST', '/leads/{id}/convert/deal', {
    ...one,
    body: { stage_id: stage.id },
  });
  const conversion = { id: lead.id, conversion_id: converted.conversion_id };
  const done = await get(2, 'GET', '/leads/{id}/convert/status/{conversion_id}', { params: conversion });
  await get(2, 'DELETE', '/deals/{id}', { params: { id: done.deal_id } });
  const other = await get(1, 'POST', '/leads', {
    body: { title: 'Another', organization_id: organization.id },
  });
  await get(1, 'DELETE', '/leads/{id}', { params: { id: other.id } });
  await get(1, 'DELETE', '/leadLabels/{id}', { params: { id: label.id } });

  const noted = {
    content: '<b>Hi</b>',
    deal_id: deal.id,
    person_id: person.id,
    add_time: '2020-01-02 03:04:05',
    pinned_to_deal_flag: 1,
  };
  const note = await get(1, 'POST', '/notes', { body: noted });
  await get(1, 'GET', '/notes/{id}', { params: { id: note.id } });
  await get(1, 'PUT', '/notes/{id}', { params: { id: note.id }, body: { content: 'Hello' } });
  await get(1, 'GET', '/notes', { query: { deal_id: deal.id } });
  await get(1, 'DELETE', '/notes/{id}', { params: { id: note.id } });

  const form = new FormData();
  form.set('deal_id', String(deal.id));
  form.set('file', new Blob(['hello']), 'grüße.txt');
  const file = await get(1, 'POST', '/files', { form });
  const filed = { params: { id: file.id } };
  await get(1, 'GET', '/files/{id}', filed);
  await get(1, 'PUT', '/files/{id}', { ...filed, form: new URLSearchParams({ description: 'greeting' }) });
  await get(1, 'GET', '/files', { query: { limit: 10 } });
  await get(1, 'GET', '/files/{id}/download', filed);
  await get(1, 'DELETE', '/files/{id}', filed);

  const type = await get(1, 'POST', '/activityTypes', { body: { name: 'Site visit', icon_key: 'car' } });
  await get(1, 'PUT', '/activityTypes/{id}', { params: { id: type.id }, body: { color: 'ABCDEF' } });
  await get(1, 'GET', '/activityTypes');
  await get(1, 'DELETE', '/activityTypes/{id}', { params: { id: type.id } });
  const call = await get(1, 'POST', '/callLogs', {
    body: {
      outcome: 'connected',
      to_phone_number: '+372 555',
      start_time: '2026-01-01T10:00:00Z',
      end_time: '2026-01-01T10:05:00Z',
      person_id: person.id,
      activity_id: activity.id,
      deal_id: deal.id,
      note: 'short',
    },
  });
  await get(1, 'GET', '/callLogs/{id}', { params: { id: call.id } });
  await get(1, 'GET', '/callLogs');
  await get(1, 'DELETE', '/callLogs/{id}', { params: { id: call.id } });

  const sides = { rel_owner_org_id: parent.id, rel_linked_org_id: organization.id };
  const relation = await get(1, 'POST', '/organizationRelationships', { body: { type: 'parent', ...sides } });
  const related = { params: { id: relation.id } };
  await get(1, 'GET', '/organizationRelationships', { query: { org_id: organization.id } });
  await get(1, 'GET', '/organizationRelationships/{id}', { ...related, query: { org_id: organization.id } });
  await get(1, 'PUT', '/organizationRelationships/{id}', { ...related, body: { type: 'related' } });
  await get(1, 'DELETE', '/organizationRelationships/{id}', related);

  const condition = {
    object: 'deal',
    field_id: '1',
    operator: '=',
    value: 'open',
    extra_value: null,
    json_value_flag: false,
  };
  const group = { glue: 'and', conditions: [condition] };
  const filter = await get(1, 'POST', '/filters', {
    body: {
      name: 'Mine',
      type: 'deals',
      conditions: { glue: 'and', conditions: [group, { glue: 'or', conditions: [] }] },
    },
  });
  await get(1, 'GET', '/filters/{id}', { params: { id: filter.id } });
  await get(1, 'GET', '/filters', { query: { type: 'deals' } });
  await get(1, 'DELETE', '/filters/{id}', { params: { id: filter.id } });
}
