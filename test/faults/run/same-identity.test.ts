import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { ConnectorError } from '@migmap/engine/connectors/errors';
import {
  fakeCapabilities,
  fakeDestination,
  type FakeDestination,
} from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { from, mapping, objectMap, ref } from '../../support/engine/mapping.ts';
import { run, temporaryFolder } from '../../support/engine/run.ts';

const source = fakeSource({
  Person: [{ id: 'p', last: 'Hopper' }],
  Call: [{ id: 'k', subject: 'Hello' }],
  Pair: [
    { id: 'first', call: 'k', person: 'p' },
    { id: 'second', call: 'k', person: 'p' },
  ],
});

/** Nothing but its two ends tells one Link from another, and the source has two with the same ends. */
const twins = mapping([
  objectMap('Person', 'Contact', { LastName: from('last') }),
  objectMap('Call', 'Task', { Subject: from('subject') }),
  objectMap(
    'Pair',
    'Link',
    { TaskId: ref(from('call'), 'Call'), ContactId: ref(from('person'), 'Person') },
    { key: undefined },
  ),
]);

const oneByOne = {
  channels: [{ ...fakeCapabilities.channels[0]!, maxRecords: 1 }],
};

/** Long enough for whatever the engine does meanwhile without waiting for a request. */
const manyTurns = 500;

async function until(condition: () => boolean): Promise<void> {
  for (let n = 0; n < manyTurns && !condition(); n++) await turn();
}

describe('two records that the destination cannot tell apart, one in doubt while the other is under way', () => {
  const folder = temporaryFolder();

  /** The first Link's request breaks after the second was committed; the second's answer comes after the look-up. */
  function unlucky(): FakeDestination {
    const plain = fakeDestination({ capabilities: oneByOne });
    let links = 0;
    let lookUps = 0;
    return {
      ...plain,
      async write(batch, context) {
        if (batch.object !== 'Link') return plain.write(batch, context);
        if (++links === 1) {
          await until(() => plain.all('Link').length > 0);
          throw new ConnectorError('doubt', 'ECONNRESET', 'socket hang up');
        }
        const answer = await plain.write(batch, context);
        await until(() => lookUps > 0);
        await until(() => false);
        return answer;
      },
      async find(object, ...rest) {
        const found = await plain.find(object, ...rest);
        if (object === 'Link') lookUps++;
        return found;
      },
    };
  }

  it('each gets a record of its own', async () => {
    const destination = unlucky();
    const outcome = await run(twins, source, destination, folder());
    assert.equal(destination.all('Link').length, 2);
    assert.deepEqual([outcome.exitCode, outcome.report.totals.created], [0, 4]);
  });

  it('also where an earlier run left the one in doubt', async () => {
    const state = folder();
    const plain = fakeDestination({ capabilities: oneByOne });
    const giving = new AbortController();
    const dying: FakeDestination = {
      ...plain,
      async write(batch, context) {
        // The first Link is sent and never answered; then the process is told to stop.
        if (batch.object !== 'Link' || batch.records[0]?.key === 'second') return plain.write(batch, context);
        giving.abort();
        throw new ConnectorError('doubt', 'ECONNRESET', 'socket hang up');
      },
    };
    const first = await run(twins, source, dying, state, { signal: giving.signal });
    assert.equal(first.exitCode, 4);
    const second = await run(twins, source, plain, state, { resume: true });
    assert.equal(second.exitCode, 0, second.report.warnings.join('\n'));
    assert.equal(plain.all('Link').length, 2);
  });
});
