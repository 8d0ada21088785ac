import assert from 'node:assert/strict';
import { compileExpr } from '@migmap/engine/mapping/evaluate';
import { Pending, type Outcome } from '@migmap/engine/mapping/evaluate/scope';
import type { Expr } from '@migmap/engine/mapping/ir';
import { Misfit } from '@migmap/engine/mapping/misfit';
import { emptyWorld } from '@migmap/engine/mapping/transform';
import type { Row, Value } from '@migmap/engine/values';
import { at, mappingOf, valueTable } from './build.ts';
import { parseExpr } from './parse-expr.ts';

const row: Row = {
  first: 'Ada',
  last: 'Lovelace',
  blank: '  ',
  none: null,
  age: 36,
  numeral: '36',
  yes: true,
  status: ' New ',
  day: '2026-03-01',
  instant: '2026-03-01T09:30:00.000Z',
  offset: '2026-03-01T10:30:00+01:00',
  tags: ['a', 'b'],
  two: ['x', 'y'],
  one: ['CO-1'],
  address: { city: 'London', lines: [{ text: 'a' }, { text: 'b' }] },
  company_id: 'CO-1',
  number_id: 17,
  parent_type: 'company',
  odd_type: 'Ticket',
  pipeline: 'Enterprise',
  stage: 'Won',
  deferred: { deferred: 'migrationUser' },
};

const tables = {
  Hold: valueTable('Hold', { New: 'Open', Void: '' }, { kind: 'hold' }),
  Keep: valueTable('Keep', { New: 'Open' }, { kind: 'keep' }),
  Skip: valueTable('Skip', { New: 'Open' }, { kind: 'skip', why: 'not wanted' }),
  Empty: valueTable('Empty', { New: 'Open', a: 'A' }, { kind: 'empty' }),
  Other: valueTable('Other', { New: 'Open', '': 'Nothing' }, { kind: 'value', value: 'Else' }),
};

function evaluate(expr: string | Expr, record: Row = row): Outcome {
  const compiled = compileExpr(typeof expr === 'string' ? parseExpr(expr) : expr, {
    mapping: mappingOf([], { tables, pipelines: [pipelines] }),
    elements: ['person'],
  });
  return compiled({ record, elements: { person: { email: 'ada@ex.org' } }, world: emptyWorld });
}

const pipelines = {
  sourceObject: 'Deal',
  sourcePipelineField: 'pipeline',
  sourceStageField: 'stage',
  destinationObject: 'Opportunity',
  destinationPipelineField: 'RecordTypeId',
  destinationStageField: 'StageName',
  pipelines: [
    {
      source: 'Enterprise',
      destination: 'Enterprise Sales',
      stages: [{ source: 'Won', destination: 'Closed Won', probability: 100 }],
    },
  ],
  otherwise: { kind: 'hold' },
  at,
} as const;

describe('expressions', () => {
  const values: [string, Value][] = [
    ['first', 'Ada'],
    ['missing', null],
    ['constructor', null],
    ['address.city', 'London'],
    ['address.lines.text', ['a', 'b']],
    ['address.city.street', null],
    ['person.email', 'ada@ex.org'],
    ['first == "Ada"', true],
    ['first == "ada"', false],
    ['status == "New"', true],
    ['age == "36"', true],
    ['numeral == 36', true],
    ['numeral == "36.0"', false],
    ['yes == "yes"', true],
    ['yes == "maybe"', false],
    ['none == empty', true],
    ['blank == none', true],
    ['none == 0', false],
    ['none != 0', true],
    ['instant == day', true],
    ['instant == offset', true],
    ['day < "2026-03-02"', true],
    ['instant <= day', true],
    ['instant < offset', false],
    ['age < 40', true],
    ['numeral < "4"', false],
    ['first < "Bob"', true],
    ['first < 3', false],
    ['first >= 3', false],
    ['none < 3', false],
    ['none >= 0', false],
    ['tags == two', false],
    ['age + 4', 40],
    ['numeral * 2', 72],
    ['0.1 + 0.2', 0.3],
    ['age + none', null],
    ['first + last', 'AdaLovelace'],
    ['-age', -36],
    ['10 - 4 / 2', 8],
    ['none and first', false],
    ['yes or first', true],
    ['none ?? blank ?? first', 'Ada'],
    ['none ?? none', null],
    ['status via Hold', 'Open'],
    ['none via Hold', null],
    ['first via Keep', 'Ada'],
    ['first via Empty', null],
    ['tags via Empty', ['A']],
    ['first via Other', 'Else'],
    ['none via Other', 'Nothing'],
    ['"Void" via Hold', null],
    ['first |> upper |> truncate(2)', 'AD'],
    ['none |> upper', null],
    ['plus_days(day, none)', null],
  ];
  for (const [expr, expected] of values) {
    it(`${expr} gives ${JSON.stringify(expected)}`, () => assert.deepEqual(evaluate(expr), expected));
  }

  const misfits: [string, RegExp, ('held' | 'skipped')?][] = [
    ['first and yes', /is neither true nor false/],
    ['1 / 0', /cannot be divided by zero/],
    ['first * 2', /is no number/],
    ['first via Hold', /"Ada" is in no line of values Hold/],
    ['first via Skip', /not wanted/, 'skipped'],
    ['first |> date ?? day', /is no ISO date/],
    ['ref(two)', /does not name one record/],
    ['ref(company_id) + 1', /known only once it is loaded/],
    ['lower(owner(first))', /known only once it is loaded/],
    ['first |> plus_days(1)', /is no date/],
    ['day |> plus_days("some")', /is no number \(days\)/],
    ['first |> extract("(")', /is no regular expression/],
  ];
  for (const [expr, reason, decision = 'held'] of misfits) {
    it(`${expr} does not fit`, () => {
      const result = evaluate(expr);
      assert.ok(result instanceof Misfit, JSON.stringify(result));
      assert.match(result.reason, reason);
      assert.equal(result.decision, decision);
    });
  }

  const conditional = (condition: string): Expr => ({
    kind: 'if',
    condition: parseExpr(condition),
    // oxlint-disable-next-line unicorn/no-thenable -- the branch of an `if` is data here
    then: parseExpr('"yes"'),
    else: parseExpr('"no"'),
  });
  for (const [condition, expected] of [
    ['age > 30', 'yes'],
    ['none', 'no'],
  ] as const) {
    it(`if ${condition} gives ${expected}`, () => assert.equal(evaluate(conditional(condition)), expected));
  }

  const templates: [readonly (string | Expr)[], Value][] = [
    [[parseExpr('first'), ' ', parseExpr('last')], 'Ada Lovelace'],
    [[parseExpr('none'), ' ', parseExpr('last')], 'Lovelace'],
    [['Mr ', parseExpr('none')], null],
    [['constant'], 'constant'],
    [['tags: ', parseExpr('tags')], 'tags: a; b'],
  ];
  for (const [parts, expected] of templates) {
    it(`a template gives ${JSON.stringify(expected)}`, () =>
      assert.equal(evaluate({ kind: 'template', parts }), expected));
  }

  it('negates, tests membership and emptiness', () => {
    const not: Expr = { kind: 'not', value: parseExpr('none') };
    assert.equal(evaluate(not), true);
    const items = [parseExpr('"Bob"'), parseExpr('first')];
    assert.equal(evaluate({ kind: 'in', value: parseExpr('"Ada"'), items }), true);
    assert.equal(evaluate({ kind: 'in', value: parseExpr('"Eve"'), items }), false);
    assert.equal(evaluate({ kind: 'isEmpty', value: parseExpr('blank'), negated: false }), true);
    assert.equal(evaluate({ kind: 'isEmpty', value: parseExpr('blank'), negated: true }), false);
  });

  const deferreds: [string | Expr, unknown][] = [
    ['ref(company_id)', { deferred: 'ref', objects: ['Company'], value: 'CO-1' }],
    ['ref(number_id)', { deferred: 'ref', objects: ['Number'], value: '17' }],
    ['ref(one)', { deferred: 'ref', objects: ['One'], value: 'CO-1' }],
    ['ref(none)', null],
    [
      'ref(person.email of Contact.email)',
      { deferred: 'ref', objects: ['Contact'], value: 'ada@ex.org', field: 'email' },
    ],
    ['ref(parent)', { deferred: 'parent' }],
    [
      { kind: 'ref', target: { kind: 'this', destinationObject: 'Note' } },
      { deferred: 'this', destinationObject: 'Note' },
    ],
    ['owner(first)', { deferred: 'owner', value: 'Ada' }],
    ['owner(none)', null],
    ['owner(none) ?? migration_user()', { deferred: 'migrationUser' }],
    ['file(first)', { deferred: 'file', path: 'Ada' }],
    ['file(none)', null],
    [
      {
        kind: 'file',
        path: parseExpr('first'),
        over: { megabytes: 50, link: parseExpr('last') },
      },
      { deferred: 'file', path: 'Ada', over: { bytes: 52_428_800, link: 'Lovelace' } },
    ],
    [
      'ref(none) ?? ref(company_id) ?? ref(age) ?? "x"',
      {
        deferred: 'choice',
        options: [
          { deferred: 'ref', objects: ['Company'], value: 'CO-1' },
          { deferred: 'ref', objects: ['Age'], value: '36' },
          'x',
        ],
      },
    ],
    ['ref(company_id) ?? none', { deferred: 'ref', objects: ['Company'], value: 'CO-1' }],
    ['ref(company_id) ?? ref(two)', { deferred: 'ref', objects: ['Company'], value: 'CO-1' }],
  ];
  for (const [expr, expected] of deferreds) {
    it(`${typeof expr === 'string' ? expr : expr.kind} is left to the run`, () => {
      const result = evaluate(expr);
      assert.deepEqual(result instanceof Pending ? result.deferred : result, expected);
    });
  }

  it('narrows a reference by the field that names its object', () => {
    const ref = (typeField: string): Expr => ({
      kind: 'ref',
      target: {
        kind: 'record',
        objects: ['Contact', 'Company'],
        value: parseExpr('company_id'),
        typeField: [typeField],
      },
    });
    const objects = (typeField: string) => {
      const result = evaluate(ref(typeField));
      return result instanceof Pending && result.deferred.deferred === 'ref'
        ? result.deferred.objects
        : result;
    };
    assert.deepEqual(objects('parent_type'), ['Company']);
    assert.deepEqual(objects('odd_type'), ['Ticket']);
    assert.deepEqual(objects('none'), ['Contact', 'Company']);
  });

  it('takes a source value that looks like a deferred one for what it is', () => {
    assert.ok(!(evaluate('deferred') instanceof Pending));
  });
});

describe('pipelines', () => {
  const part = (
    name: 'pipeline' | 'stage',
    record: Row,
    otherwise: (typeof pipelines)['otherwise'] | object,
  ) => {
    const block = { ...pipelines, otherwise } as typeof pipelines;
    const compiled = compileExpr(
      { kind: 'pipeline', block: 0, part: name },
      { mapping: mappingOf([], { pipelines: [block] }) },
    );
    const result = compiled({ record, world: emptyWorld });
    return result instanceof Misfit ? `${result.decision}: ${result.reason}` : result;
  };
  const won = { pipeline: 'Enterprise', stage: 'Won ' };
  const limbo = { pipeline: 'Enterprise', stage: 'Limbo' };
  const odd = { pipeline: 'Odd', stage: 'Won' };
  const hold = { kind: 'hold' };
  const cases: ['pipeline' | 'stage', Row, object, unknown][] = [
    ['pipeline', won, hold, 'Enterprise Sales'],
    ['stage', won, hold, 'Closed Won'],
    ['stage', limbo, hold, 'held: "Limbo" is no mapped stage of pipeline "Enterprise"'],
    ['stage', limbo, { kind: 'create' }, 'Limbo'],
    ['stage', limbo, { kind: 'value', value: 'Prospecting' }, 'Prospecting'],
    ['stage', limbo, { kind: 'skip' }, 'skipped: "Limbo" is no mapped stage of pipeline "Enterprise"'],
    ['stage', odd, hold, 'held: "Won" is no mapped stage of the unknown pipeline "Odd"'],
    ['pipeline', odd, hold, 'held: "Odd" is no mapped pipeline'],
    ['pipeline', odd, { kind: 'value', value: 'Prospecting' }, 'held: "Odd" is no mapped pipeline'],
    ['pipeline', odd, { kind: 'empty' }, null],
    ['pipeline', { stage: 'Won' }, hold, null],
    ['stage', { pipeline: 'Enterprise' }, hold, null],
  ];
  for (const [name, record, otherwise, expected] of cases) {
    it(`${name} of ${JSON.stringify(record)} otherwise ${JSON.stringify(otherwise)}`, () =>
      assert.equal(part(name, record, otherwise), expected));
  }
});

describe('a mapping that contradicts itself', () => {
  const cases: [Expr, RegExp][] = [
    [{ kind: 'via', value: parseExpr('first'), table: 'Gone' }, /value table "Gone"/],
    [{ kind: 'via', value: parseExpr('first'), table: 'constructor' }, /value table "constructor"/],
    [{ kind: 'call', name: 'gone', args: [] }, /function "gone" that does not exist/],
    [{ kind: 'call', name: 'truncate', args: [] }, /truncate\(text, length, ending\?\) with 0 arguments/],
    [{ kind: 'pipeline', block: 3, part: 'stage' }, /pipelines block 3/],
  ];
  for (const [expr, message] of cases) {
    it(`is refused when it is prepared: ${expr.kind}`, () => assert.throws(() => evaluate(expr), message));
  }
});
