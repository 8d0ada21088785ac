import assert from 'node:assert/strict';
import { bulkError, recordError, refusal } from '@migmap/engine/connectors/salesforce/errors';
import type { RecordError } from '@migmap/engine/connectors/errors';

describe('Salesforce errors', () => {
  const records: [string, Parameters<typeof recordError>[0], Partial<RecordError>][] = [
    [
      'missing field',
      {
        statusCode: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [LastName]',
        fields: ['LastName'],
      },
      { class: 'validation', fields: ['LastName'] },
    ],
    [
      'lock',
      { statusCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access' },
      { class: 'transient' },
    ],
    [
      'lock within a trigger',
      {
        statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message: 'T: execution of AfterInsert caused by: UNABLE_TO_LOCK_ROW',
      },
      { class: 'transient' },
    ],
    [
      'trigger',
      { statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: 'T: System.NullPointerException' },
      { class: 'permission' },
    ],
    [
      'unique value',
      {
        statusCode: 'DUPLICATE_VALUE',
        message: 'duplicate value found: K__c duplicates value on record with id: 0015500000WO1ZiAAL',
      },
      { class: 'duplicate', existingId: '0015500000WO1ZiAAL' },
    ],
    [
      'duplicate rule',
      {
        statusCode: 'DUPLICATES_DETECTED',
        message: 'Use one of these records?',
        duplicateResult: { matchResults: [{ matchRecords: [{ record: { Id: '0035500000WO1ZiAAL' } }] }] },
      },
      { class: 'duplicate', existingId: '0035500000WO1ZiAAL' },
    ],
    [
      'inactive owner',
      { statusCode: 'INACTIVE_OWNER_OR_USER', message: 'operation performed with inactive user' },
      { class: 'reference' },
    ],
    [
      'storage',
      { statusCode: 'STORAGE_LIMIT_EXCEEDED', message: 'storage limit exceeded' },
      { class: 'planCap' },
    ],
    [
      'a code nobody knows',
      { statusCode: 'BRAND_NEW', message: 'x' },
      { class: 'validation', code: 'BRAND_NEW' },
    ],
  ];
  for (const [what, given, expected] of records) {
    it(what, () => {
      const error = recordError(given);
      for (const [name, value] of Object.entries(expected))
        assert.deepEqual(error[name as keyof RecordError], value);
    });
  }

  const rows: [string, RecordError][] = [
    [
      'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
      {
        class: 'validation',
        code: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [LastName]',
        fields: ['LastName'],
      },
    ],
    [
      'UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--',
      {
        class: 'transient',
        code: 'UNABLE_TO_LOCK_ROW',
        message: 'unable to obtain exclusive access to this record',
      },
    ],
    [
      'DUPLICATE_VALUE:duplicate value found: K__c duplicates value on record with id: 0015500000WO1ZiAAL:--',
      {
        class: 'duplicate',
        code: 'DUPLICATE_VALUE',
        message: 'duplicate value found: K__c duplicates value on record with id: 0015500000WO1ZiAAL',
        existingId: '0015500000WO1ZiAAL',
      },
    ],
    [
      'InvalidBatch : Field name not found : X',
      { class: 'schema', code: 'InvalidBatch', message: 'Field name not found : X' },
    ],
    [
      'something else altogether',
      { class: 'validation', code: 'UNKNOWN', message: 'something else altogether' },
    ],
  ];
  for (const [text, expected] of rows) {
    it(`bulk row: ${text.slice(0, 50)}`, () => assert.deepEqual(bulkError(text), expected));
  }

  const list = (errorCode: string, message = '') => JSON.stringify([{ errorCode, message }]);
  const requests: [number, string, 'safe' | 'once', string][] = [
    [400, list('JSON_PARSER_ERROR'), 'once', 'validation'],
    [400, list('INVALID_FIELD'), 'once', 'schema'],
    [401, list('INVALID_SESSION_ID'), 'once', 'auth'],
    [403, list('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), 'once', 'quota'],
    [403, list('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'), 'once', 'rate'],
    [403, 'Forbidden', 'once', 'permission'],
    [413, '', 'once', 'tooLarge'],
    [429, '', 'once', 'rate'],
    [500, list('UNKNOWN_EXCEPTION'), 'once', 'doubt'],
    [500, list('UNKNOWN_EXCEPTION'), 'safe', 'transient'],
    [502, '<html>', 'once', 'doubt'],
    [503, '<html>', 'once', 'transient'],
  ];
  for (const [status, text, repeat, expected] of requests) {
    it(`${status} ${text.slice(0, 60)} (${repeat}): ${expected}`, () =>
      assert.equal(refusal({ status, headers: {}, text }, repeat).class, expected));
  }
});
