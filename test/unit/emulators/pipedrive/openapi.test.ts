import assert from 'node:assert/strict';
import { allRoutes } from '@migmap/emulators/pipedrive/routes/all';
import { departures } from './departures.ts';
import { documented, operation, violations, type Violation } from './openapi.ts';
import { openAccount, type Answer, type CallOptions } from './session.ts';
import { tour } from './tour.ts';

interface Visit {
  readonly version: 1 | 2;
  readonly method: string;
  readonly path: string;
  readonly options: CallOptions;
  readonly answer: Answer;
}

const name = ({ version, method, path }: Pick<Visit, 'version' | 'method' | 'path'>): string =>
  `v${version} ${method} ${path}`;

describe('the Pipedrive emulator and the published OpenAPI documents', function () {
  if (!documented) {
    it('SKIPPED: ../shared/specs/pipedrive is not here', function () {
      this.skip();
    });
    return;
  }
  const visits: Visit[] = [];
  const used = new Set<number>();

  before(async () => {
    const account = await openAccount({
      account: {
        users: [{ email: 'ada@example.com', name: 'Ada' }],
        plan: { searchBurst: 1000, burst: 1000 },
      },
    });
    try {
      await tour(async (version, method, path, options = {}) => {
        const answer = await account.call(version, method, path, options);
        visits.push({ version, method, path, options, answer });
        assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer.body.data;
      });
    } finally {
      await account.close();
    }
  });

  const unexplained = (visit: Visit, side: 'request' | 'response', found: readonly Violation[]): string[] =>
    found.flatMap(({ at, problem }) => {
      const index = departures.findIndex(
        (d) =>
          (d.side ?? 'response') === side &&
          d.operation.test(name(visit)) &&
          d.at.test(at) &&
          d.problem.test(problem),
      );
      if (index >= 0) used.add(index);
      return index >= 0 ? [] : [`${name(visit)} ${side} ${at}: ${problem}`];
    });

  it('every operation that is served stands in a document, with its cost in tokens', () => {
    const wrong = allRoutes.flatMap((route) => {
      const known = operation(route.version, route.method, route.path);
      if (known === undefined) return [`${name(route)} stands in no document`];
      const cost = known['x-token-cost'];
      return cost === route.cost ? [] : [`${name(route)} costs ${cost}, not ${route.cost}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('the tour visits every operation', () => {
    const seen = new Set(visits.map(name));
    assert.deepEqual(
      allRoutes.map(name).filter((route) => !seen.has(route)),
      [],
    );
  });

  it('every request of the tour is one that the documents allow', () => {
    const wrong = visits.flatMap((visit) => {
      const known = operation(visit.version, visit.method, visit.path)!;
      const query = Object.keys(visit.options.query ?? {}).filter(
        (key) => !known.parameters?.some((p) => p.in === 'query' && p.name === key),
      );
      const unknown = query.map((key) => `${name(visit)} has no parameter ${key}`);
      const schema = known.requestBody?.content['application/json']?.schema;
      if (visit.options.body === undefined || schema === undefined) return unknown;
      return [...unknown, ...unexplained(visit, 'request', violations(schema, visit.options.body))];
    });
    assert.deepEqual([...new Set(wrong)], []);
  });

  it('every answer of the tour is one that the documents describe', () => {
    const wrong = visits.flatMap((visit) => {
      const known = operation(visit.version, visit.method, visit.path)!;
      const described = known.responses[String(visit.answer.status)];
      if (described === undefined)
        return [`${name(visit)} answers ${visit.answer.status}, which is not described`];
      const schema = described.content?.['application/json']?.schema;
      return schema === undefined
        ? []
        : unexplained(visit, 'response', violations(schema, visit.answer.body));
    });
    assert.deepEqual([...new Set(wrong)], []);
  });

  after(() => {
    const stale = departures.filter((_, i) => !used.has(i));
    assert.deepEqual(
      stale.map((d) => d.why),
      [],
      'departures from the documents that are none any more',
    );
  });
});
