import assert from 'node:assert/strict';
import { confirmationProblem, productions, rehearsals } from '@migmap/client/features/run/candidates';

describe('where a load may go', () => {
  const secretVariables = {};
  const connections = [
    { name: 'export', system: 'smartdesk', secretVariables },
    { name: 'local', system: 'salesforce', stage: 'local' as const, secretVariables },
    { name: 'uat', system: 'salesforce', stage: 'sandbox' as const, secretVariables },
    { name: 'live', system: 'salesforce', stage: 'production' as const, secretVariables },
    { name: 'unsaid', system: 'salesforce', secretVariables },
    { name: 'other', system: 'pipedrive', stage: 'production' as const, secretVariables },
  ];
  const names = (list: readonly { name: string }[]) => list.map((c) => c.name);
  const cases: [destination: string, rehearse: string[], production: string[]][] = [
    ['local', ['local', 'uat'], ['live', 'unsaid']],
    ['uat', ['uat', 'local'], ['live', 'unsaid']],
    ['live', ['local', 'uat'], ['live', 'unsaid']],
    ['unsaid', ['local', 'uat'], ['unsaid', 'live']],
    ['other', [], ['other']],
  ];
  for (const [destination, rehearse, production] of cases)
    it(`with ${destination} as destination`, () => {
      const migmap = { connections, source: 'export', destination };
      assert.deepEqual(names(rehearsals(migmap)), rehearse);
      assert.deepEqual(names(productions(migmap)), production);
    });

  const typed: [string, boolean][] = [
    ['live', true],
    [' live ', true],
    ['', false],
    ['Live', false],
    ['liv', false],
    ['yes', false],
  ];
  for (const [text, goes] of typed)
    it(`"${text}" ${goes ? 'confirms' : 'does not confirm'} a load into live`, () =>
      assert.equal(confirmationProblem('live', text) === undefined, goes));
});
