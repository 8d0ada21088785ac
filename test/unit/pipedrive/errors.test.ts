import assert from 'node:assert/strict';
import type { ErrorClass } from '@migmap/engine/connectors/errors';
import { recordError, refusal } from '@migmap/engine/connectors/pipedrive/errors';

describe('Pipedrive errors', () => {
  const table: [name: string, status: number, body: unknown, repeat: 'safe' | 'once', cls: ErrorClass][] = [
    ['token', 401, { success: false, error: 'unauthorized access', errorCode: 401 }, 'once', 'auth'],
    ['burst', 429, { success: false, error: 'request over limit', errorCode: 429 }, 'once', 'rate'],
    ['edge, after many a 429', 403, '<html>Forbidden</html>', 'once', 'rate'],
    [
      'open deals of the plan',
      403,
      {
        success: false,
        error: "Couldn't add the deal. Open deals limit reached.",
        code: 'feature_capping_deals_limit',
      },
      'once',
      'planCap',
    ],
    [
      'rights',
      403,
      {
        success: false,
        error: 'You do not have permissions to do this.',
        error_info: 'Please check developers.pipedrive.com',
      },
      'once',
      'permission',
    ],
    [
      'lead that is not there',
      404,
      { success: false, error: 'requested lead not found', error_info: 'Object was not found.' },
      'safe',
      'reference',
    ],
    [
      'person that is not there',
      400,
      { success: false, error: 'Validation failed: person_id: Person not found.' },
      'once',
      'reference',
    ],
    ['deleted field', 410, { success: false, error: 'The field is not found' }, 'safe', 'schema'],
    [
      'wrong type',
      400,
      { success: false, error: 'Validation failed: value: This value should be of type number.' },
      'once',
      'validation',
    ],
    ['too large', 413, '', 'once', 'tooLarge'],
    ['maintenance', 503, '', 'once', 'transient'],
    ['gateway, a write', 502, '', 'once', 'doubt'],
    ['gateway, a read', 502, '', 'safe', 'transient'],
  ];
  for (const [name, status, body, repeat, cls] of table)
    it(`${name}: ${cls}`, () => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      assert.equal(refusal({ status, headers: {}, text }, repeat).class, cls);
    });

  it('names the fields that were sent and are spoken of', () => {
    const text = JSON.stringify({ error: 'Validation failed: value: This value should be of type number.' });
    const error = refusal({ status: 400, headers: {}, text }, 'once');
    assert.deepEqual(recordError(error, ['title', 'value', 'valu']).fields, ['value']);
  });
});
