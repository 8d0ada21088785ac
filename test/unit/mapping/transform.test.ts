import assert from 'node:assert/strict';
import type { Refusal, TransformResult } from '@migmap/engine/mapping/draft';
import { prepareExport } from '@migmap/engine/mapping/exports';
import { prepareRemainder } from '@migmap/engine/mapping/split';
import type { Expr, Mapping, ObjectMap } from '@migmap/engine/mapping/ir';
import { emptyWorld, prepareMap, type TransformWorld } from '@migmap/engine/mapping/transform';
import type { FieldSchema, ObjectSchema } from '@migmap/engine/schema/types';
import type { Row } from '@migmap/engine/values';
import { at, field, lines, mappingOf, objectMap, objectSchema, record, valueTable } from './build.ts';
import { parseExpr } from './parse-expr.ts';

function applied(
  map: ObjectMap,
  row: Row,
  destination?: ObjectSchema,
  mapping: Mapping = mappingOf([map]),
): TransformResult {
  return prepareMap(mapping, map, destination).apply(record(row), emptyWorld);
}

const named = (name: string) => ({ deferred: 'named', objects: ['Book'], name });

function valuesOf(result: TransformResult) {
  assert.equal(result.kind, 'draft', JSON.stringify(result));
  return result.kind === 'draft' ? result.draft.values : {};
}

describe('transform', () => {
  it('makes a draft with the key, converted values and what the run settles', () => {
    const map = objectMap({
      key: { source: ['id'], destination: 'SmartDesk_Id__c' },
      fields: lines({ LastName: 'last_name', AccountId: 'ref(company_id)', Birthdate: 'birthday' }),
      flags: [
        { why: 'always', at },
        { why: 'no e-mail', when: parseExpr('email == empty'), at },
        { why: 'never', when: parseExpr('email == "x"'), at },
        { why: 'cannot be decided', when: parseExpr('last_name'), at },
      ],
    });
    const schema = objectSchema('Contact', [
      field('LastName', { required: true }),
      field('Birthdate', { kind: 'date' }),
      field('SmartDesk_Id__c', { length: 18 }),
    ]);
    const row = { id: 7, last_name: 'Lovelace', company_id: 'CO-1', birthday: ' ' };
    assert.deepEqual(applied(map, row, schema), {
      kind: 'draft',
      draft: {
        keyValue: '7',
        values: {
          SmartDesk_Id__c: '7',
          LastName: 'Lovelace',
          AccountId: { deferred: 'ref', objects: ['Company'], value: 'CO-1' },
          Birthdate: null,
        },
        flags: ['always', 'no e-mail', 'cannot be decided'],
      },
    });
  });

  const email: FieldSchema = field('Email', { kind: 'email', length: 20 });
  const required: FieldSchema = { ...email, required: true };
  const held = (reason: string, value?: string): Refusal => ({
    kind: 'held',
    reason,
    field: 'Email',
    at,
    ...(value !== undefined && { value }),
  });
  const outcomes: [string, FieldSchema, Row, Refusal | Row][] = [
    ['email', email, { email: 'a@b.cd' }, { Email: 'a@b.cd' }],
    ['email', email, { email: null }, { Email: null }],
    ['email', required, { email: null }, held('is required but empty')],
    ['email', email, { email: 'x' }, held('is no e-mail address', 'x')],
    [
      'email',
      email,
      { email: 'someone@example.organisation' },
      held('is longer than the 20 characters that the field takes', 'someone@example.organisation'),
    ],
    ['email else empty', email, { email: 'x' }, { Email: null }],
    ['email else empty', required, { email: 'x' }, held('is required but empty')],
    ['email else hold', email, { email: null }, held('is empty')],
    ['email else hold', email, { email: 'x' }, held('is no e-mail address', 'x')],
    ['email else "no@ex.org"', required, { email: null }, { Email: 'no@ex.org' }],
    ['email else "no@ex.org"', required, { email: 'x' }, { Email: 'no@ex.org' }],
    ['email else "no"', email, { email: 'x' }, held('is no e-mail address', 'no')],
    [
      'email else skip "no way to write"',
      email,
      { email: null },
      { ...held('no way to write'), kind: 'skipped' },
    ],
    ['email else skip', email, { email: 'x' }, { ...held('is no e-mail address', 'x'), kind: 'skipped' }],
    ['email via T', email, { email: 'b' }, held('"b" is in no line of values T')],
    ['email via T else empty', email, { email: 'b' }, { Email: null }],
    ['email via S else empty', email, { email: 'b' }, { ...held('gone'), kind: 'skipped' }],
    ['ref(email)', required, { email: null }, held('is required but empty')],
    ['owner(none) ?? email', email, { email: 'x' }, held('is no e-mail address', 'x')],
  ];
  const tables = {
    T: valueTable('T', { a: 'a@b.cd' }, { kind: 'hold' }),
    S: valueTable('S', { a: 'a@b.cd' }, { kind: 'skip', why: 'gone' }),
  };
  for (const [line, schema, row, expected] of outcomes) {
    it(`${line} over ${JSON.stringify(row)}${schema.required ? ', required' : ''}`, () => {
      const map = objectMap({ fields: lines({ Email: line }) });
      const result = applied(map, row, objectSchema('Contact', [schema]), mappingOf([map], { tables }));
      if ('kind' in expected) assert.deepEqual(result, expected);
      else assert.deepEqual(valuesOf(result), expected);
    });
  }

  it('converts the plain options of a choice and leaves out those that do not fit', () => {
    const map = objectMap({ fields: lines({ When: 'ref(a_id) ?? b ?? c' }) });
    const schema = objectSchema('Contact', [field('When', { kind: 'date' })]);
    const ref = { deferred: 'ref', objects: ['A'], value: '1' };
    assert.deepEqual(valuesOf(applied(map, { a_id: 1, b: '2026-03-01T10:00:00Z' }, schema)), {
      When: { deferred: 'choice', options: [ref, '2026-03-01'] },
    });
    assert.deepEqual(valuesOf(applied(map, { a_id: 1, b: 'soon' }, schema)), { When: ref });
  });

  it('leaves the name of an existing record to the run, among the options of a choice and after else too', () => {
    const schema = objectSchema('Contact', [field('Book', { kind: 'reference', references: ['Book'] })]);
    const made = (line: string, row: Row) =>
      applied(objectMap({ fields: lines({ Book: line }) }), row, schema);
    const ref = { deferred: 'ref', objects: ['A'], value: '1' };
    assert.deepEqual(valuesOf(made('"Standard"', {})), { Book: named('Standard') });
    assert.deepEqual(valuesOf(made('b', { b: ' ' })), { Book: null });
    assert.deepEqual(valuesOf(made('b else "Standard"', { b: null })), { Book: named('Standard') });
    assert.deepEqual(valuesOf(made('ref(a_id) ?? "Standard"', { a_id: '1' })), {
      Book: { deferred: 'choice', options: [ref, named('Standard')] },
    });
  });

  it('refuses to put a key into a reference', () => {
    const map = objectMap({ key: { source: ['id'], destination: 'Book' }, fields: [] });
    const schema = objectSchema('Contact', [field('Book', { kind: 'reference', references: ['Book'] })]);
    const result = applied(map, { id: '1' }, schema);
    assert.match(result.kind === 'held' ? result.reason : result.kind, /cannot hold the key/);
  });

  it('converts to a declared field that the destination does not show yet', () => {
    const map = objectMap({ fields: lines({ Score__c: 'score' }) });
    const declared = {
      name: 'Score__c',
      label: 'Score',
      kind: 'integer',
      externalId: false,
      unique: false,
      required: false,
      at,
    } as const;
    const mapping = mappingOf([map], {
      declaredFields: [{ object: 'Contact', create: false, fields: [declared] }],
    });
    assert.deepEqual(valuesOf(applied(map, { score: '7' }, objectSchema('Contact', []), mapping)), {
      Score__c: 7,
    });
  });

  it('holds every record of a map that leaves a required field out', () => {
    const schema = objectSchema('Contact', [
      field('Done', { required: true, defaulted: true }),
      field('LastName', { required: true }),
    ]);
    assert.deepEqual(applied(objectMap({ fields: [] }), {}, schema), {
      kind: 'held',
      reason: 'is required and has no line',
      field: 'LastName',
      at,
    });
  });

  it('holds a record without identity', () => {
    const map = objectMap({ key: { source: ['code'] }, fields: [] });
    const result = applied(map, { code: ' ' });
    assert.match(
      result.kind === 'held' ? result.reason : result.kind,
      /the key "code" identifies the record/,
    );
  });

  it('leaves out what the condition does not let through, and holds what it cannot decide', () => {
    const map = objectMap({ where: parseExpr('active'), fields: [] });
    assert.equal(applied(map, { active: 'yes' }).kind, 'draft');
    assert.equal(applied(map, { active: null }).kind, 'out');
    assert.deepEqual(applied(map, { active: 'perhaps' }), {
      kind: 'held',
      reason: 'is neither true nor false',
      value: 'perhaps',
      at,
    });
  });
});

describe('split', () => {
  const branch = (number: number, where?: string) =>
    objectMap({
      id: `b${number}`,
      split: { id: 's', branch: number },
      ...(where !== undefined && { where: parseExpr(where) }),
      fields: [],
    });
  const branches = [branch(0, 'customer'), branch(1, 'score > 5'), branch(2)];
  const cases: [Row, readonly string[]][] = [
    [{ customer: true, score: 9 }, ['draft', 'out', 'out']],
    [{ customer: false, score: 9 }, ['out', 'draft', 'out']],
    [{ customer: false, score: 1 }, ['out', 'out', 'draft']],
    [{ customer: 'perhaps', score: 9 }, ['held', 'out', 'out']],
  ];
  for (const [row, kinds] of cases) {
    it(`puts ${JSON.stringify(row)} into one branch`, () =>
      assert.deepEqual(
        branches.map((map) => applied(map, row, undefined, mappingOf(branches)).kind),
        kinds,
      ));
  }

  const remainders: [object, object][] = [
    [{ kind: 'hold' }, { kind: 'held', reason: 'no branch of the split takes it', at }],
    [
      { kind: 'skip', why: 'too cold' },
      { kind: 'skipped', reason: 'too cold', at },
    ],
  ];
  for (const [otherwise, expected] of remainders) {
    it(`accounts for what no branch takes: ${JSON.stringify(otherwise)}`, () => {
      const split = { id: 's', sourceObject: 'Contact', otherwise, at } as Mapping['splits'][number];
      const left = prepareRemainder(mappingOf(branches.slice(0, 2), { splits: [split] }), split);
      assert.deepEqual(left(record({ score: 1 }), emptyWorld), expected);
      assert.deepEqual(left(record({ score: 9 }), emptyWorld), { kind: 'out' });
      assert.deepEqual(left(record({ customer: 'perhaps' }), emptyWorld), { kind: 'out' });
    });
  }
});

describe('each', () => {
  const meeting = objectMap({ id: 'm', where: parseExpr('type == "meeting"'), fields: [] });
  const guest = objectMap({
    id: 'g',
    each: { parent: 'm', list: ['attendees'], alias: 'person' },
    key: { source: ['person', 'email'] },
    fields: lines({ Subject: 'subject', Email: 'person.email', EventId: 'ref(parent)' }),
  });
  const prepared = prepareMap(mappingOf([meeting, guest]), guest, undefined);
  const row = { type: 'meeting', subject: 'Kick-off', attendees: [{ email: 'ada@ex.org' }, null, 'x'] };

  it('makes a record of every element', () => {
    const [first] = prepared.elements(record(row), emptyWorld);
    const result = prepared.apply(record(row), emptyWorld, first);
    assert.deepEqual(result.kind === 'draft' && result.draft, {
      keyValue: 'ada@ex.org',
      values: { Subject: 'Kick-off', Email: 'ada@ex.org', EventId: { deferred: 'parent' } },
      flags: [],
    });
  });
  it('reads lists as sources write them', () => {
    const elements = (attendees: Row[string]) =>
      prepared.elements(record({ attendees }), emptyWorld).map(({ value }) => value);
    assert.deepEqual(elements(row.attendees), [{ email: 'ada@ex.org' }, 'x']);
    assert.deepEqual(elements('a; b'), ['a', 'b']);
    assert.deepEqual(elements('[{"email":"a"}]'), [{ email: 'a' }]);
    assert.deepEqual(elements({ email: 'a' }), [{ email: 'a' }]);
    assert.deepEqual(elements(null), []);
  });
  it('follows the condition of the enclosing map', () => {
    const call = record({ ...row, type: 'call' });
    const [first] = prepared.elements(call, emptyWorld);
    assert.equal(prepared.apply(call, emptyWorld, first).kind, 'out');
  });
  it('goes through the lists of its elements', () => {
    const from: Expr = { kind: 'field', scope: 'person', path: ['phones'] };
    const nested = objectMap({
      id: 'n',
      each: { parent: 'g', list: ['person', 'phones'], alias: 'phone', from },
      fields: lines({
        Of: 'person.email',
        Number: { kind: 'field', scope: 'phone', path: [] },
        Subject: 'subject',
        About: 'ref(parent)',
      }),
    });
    const phones = prepareMap(mappingOf([meeting, guest, nested]), nested, undefined);
    const attendees: Row[] = [
      { email: 'a', phones: ['1', '2'] },
      { email: 'b' },
      { email: 'c', phones: '3' },
    ];
    const meetingOfThree = record({ ...row, attendees });
    const made = phones.elements(meetingOfThree, emptyWorld).map((element) => {
      const result = phones.apply(meetingOfThree, emptyWorld, element);
      return [element.name, valuesOf(result)];
    });
    const about = { Subject: 'Kick-off', About: { deferred: 'parent' } };
    assert.deepEqual(made, [
      ['0.0', { Of: 'a', Number: '1', ...about }],
      ['0.1', { Of: 'a', Number: '2', ...about }],
      ['2.0', { Of: 'c', Number: '3', ...about }],
    ]);
  });
  it('goes through the list of another record', () => {
    const from: Expr = { kind: 'through', value: parseExpr('deal_id'), object: 'Deal', field: 'tags' };
    const tag = objectMap({
      id: 't',
      each: { parent: 'm', list: ['deal_id', 'tags'], alias: 'tag', from },
      fields: lines({ Name: { kind: 'field', scope: 'tag', path: [] } }),
    });
    const tags = prepareMap(mappingOf([meeting, tag]), tag, undefined);
    const world: TransformWorld = {
      through: (object, id) => (object === 'Deal' && id === 'D' ? ['x', 'y'] : null),
    };
    const about = record({ ...row, deal_id: 'D' });
    assert.deepEqual(tags.needs(about), [{ object: 'Deal', field: 'tags', id: 'D' }]);
    assert.deepEqual(
      tags.elements(about, world).map((element) => valuesOf(tags.apply(about, world, element))),
      [{ Name: 'x' }, { Name: 'y' }],
    );
    assert.deepEqual(tags.elements(record(row), world), []);
  });
});

describe('fields of other records', () => {
  const through = (value: Expr, object: string, name: string): Expr => ({
    kind: 'through',
    value,
    object,
    field: name,
  });
  const company = through(through(parseExpr('deal_id'), 'Deal', 'company_id'), 'Company', 'name');
  const stored: Readonly<Record<string, string>> = {
    'Deal D-1 company_id': 'CO-1',
    'Company CO-1 name': 'Acme',
  };
  const world: TransformWorld = {
    through: (object, id, name) => stored[`${object} ${id} ${name}`] ?? null,
  };

  it('are asked for level by level, each once', () => {
    const map = objectMap({ where: company, fields: lines({ A: company, B: company }) });
    const prepared = prepareMap(mappingOf([map]), map, undefined);
    assert.equal(prepared.levels, 2);
    const row = record({ deal_id: 'D-1' });
    assert.deepEqual(prepared.needs(row), [{ object: 'Deal', field: 'company_id', id: 'D-1' }]);
    assert.deepEqual(prepared.needs(row, 1, world), [{ object: 'Company', field: 'name', id: 'CO-1' }]);
    assert.deepEqual(prepared.needs(record({})), []);
  });
  it('are those of whichever object the reference names', () => {
    const among = [
      { object: 'Deal', idField: 'id', field: 'title' },
      { object: 'Company', idField: 'id', field: 'name' },
      { object: 'Ticket', idField: 'id' },
    ];
    const parent: Expr = {
      kind: 'through',
      value: parseExpr('parent_id'),
      object: 'Deal',
      field: 'title',
      among,
    };
    const known: Readonly<Record<string, string>> = {
      'Deal 1 id': '1',
      'Deal 1 title': 'Big',
      'Company 2 id': '2',
      'Company 2 name': 'Acme',
      'Ticket 3 id': '3',
      'Deal 4 id': '4',
      'Ticket 4 id': '4',
    };
    const several: TransformWorld = {
      through: (object, id, name) => known[`${object} ${id} ${name}`] ?? null,
    };
    const map = objectMap({ fields: lines({ A: parent }) });
    const prepared = prepareMap(mappingOf([map]), map, undefined);
    const about = (id: string) => prepared.apply(record({ parent_id: id }), several);
    assert.deepEqual(valuesOf(about('1')), { A: 'Big' });
    assert.deepEqual(valuesOf(about('2')), { A: 'Acme' });
    assert.deepEqual(valuesOf(about('3')), { A: null });
    assert.deepEqual(valuesOf(about('9')), { A: null });
    const both = about('4');
    assert.match(both.kind === 'held' ? both.reason : '', /record of Deal and of Ticket/);
    assert.equal(prepared.needs(record({ parent_id: '1' })).length, 5);
  });
  it('may identify a record', () => {
    const map = objectMap({ key: { source: ['deal_id', 'company_id'], value: company }, fields: [] });
    const prepared = prepareMap(mappingOf([map]), map, undefined);
    const keyed = prepared.apply(record({ deal_id: 'D-1' }), world);
    assert.equal(keyed.kind === 'draft' && keyed.draft.keyValue, 'Acme');
    assert.equal(prepared.levels, 2);
    assert.equal(prepared.apply(record({ deal_id: 'D-2' }), world).kind, 'held');
  });
  it('are empty where the other record is missing', () => {
    const map = objectMap({ fields: lines({ A: company }) });
    const prepared = prepareMap(mappingOf([map]), map, undefined);
    assert.deepEqual(valuesOf(prepared.apply(record({ deal_id: 'D-1' }), world)), { A: 'Acme' });
    assert.deepEqual(valuesOf(prepared.apply(record({ deal_id: 'D-2' }), world)), { A: null });
  });
});

describe('export', () => {
  const map = {
    sourceObject: 'FlowMembership',
    where: parseExpr('step'),
    path: 'flows.csv',
    columns: lines({ contact: 'email |> lower', step: 'step' }).map(({ field: name, value, at: place }) => ({
      name,
      value,
      at: place,
    })),
    at,
  };
  const prepared = prepareExport(mappingOf([]), map);
  const cases: [Row, object][] = [
    [
      { email: 'A@B.CD', step: true },
      { kind: 'row', cells: ['a@b.cd', true] },
    ],
    [{ email: 'A@B.CD', step: false }, { kind: 'out' }],
    [{ step: 'perhaps' }, { kind: 'held', reason: 'is neither true nor false', value: 'perhaps', at }],
  ];
  for (const [row, expected] of cases) {
    it(JSON.stringify(row), () => assert.deepEqual(prepared.row(record(row), emptyWorld), expected));
  }
});
