import assert from 'node:assert/strict';
import type { DeclaredField } from '@migmap/engine/mapping/ir';
import { fieldMetadata } from '@migmap/engine/connectors/salesforce/fields/types';
import { rules } from '@migmap/engine/connectors/salesforce/rules';
import { connectorOf } from '@migmap/engine/connectors/all';
import { json, startOrg, type Org } from './org.ts';
import { describeOf } from './samples.ts';
import type { FieldKind } from '@migmap/engine/schema/types';

const declared = (given: Partial<DeclaredField> & { kind: FieldKind }): DeclaredField => ({
  name: 'Sd_Id__c',
  label: 'SmartDesk ID',
  externalId: false,
  unique: false,
  required: false,
  at: { file: 'a.migmap', line: 1, column: 1 },
  ...given,
});

describe('Salesforce custom fields', () => {
  let org: Org | undefined;
  afterEach(async () => {
    await org?.close();
    org = undefined;
  });

  const cases: [Partial<DeclaredField> & { kind: FieldKind }, string | undefined, object | undefined][] = [
    [
      { kind: 'text', length: 18, externalId: true, unique: true },
      'Text(18)',
      { type: 'Text', length: 18, externalId: true, unique: true, caseSensitive: true },
    ],
    [
      { kind: 'text', length: 1000 },
      'Long Text Area(1000)',
      { type: 'LongTextArea', length: 1000, visibleLines: 5 },
    ],
    [{ kind: 'longtext' }, 'Long Text Area(32768)', { type: 'LongTextArea', length: 32768 }],
    [{ kind: 'html' }, 'Rich Text Area(32768)', { type: 'Html' }],
    [
      { kind: 'number', precision: 10, scale: 3 },
      'Number(7, 3)',
      { type: 'Number', precision: 10, scale: 3 },
    ],
    [{ kind: 'integer' }, 'Number(18, 0)', { type: 'Number', precision: 18, scale: 0 }],
    [{ kind: 'boolean', required: true }, 'Checkbox', { type: 'Checkbox', defaultValue: 'false' }],
    [{ kind: 'datetime' }, 'Date/Time', { type: 'DateTime' }],
    [
      { kind: 'reference', references: 'Account' },
      'Lookup(Account)',
      { type: 'Lookup', referenceTo: 'Account', relationshipName: 'SdIdRefs' },
    ],
    [{ kind: 'file' }, undefined, undefined],
  ];
  for (const [given, label, metadata] of cases) {
    it(`${given.kind}: ${label ?? 'no such type'}`, () => {
      assert.equal(rules.nativeType(declared(given)), label);
      const made = fieldMetadata(declared(given));
      if (metadata) assert.partialDeepStrictEqual(made, metadata);
      else assert.equal(made, undefined);
    });
  }

  const names: [string, boolean][] = [
    ['Sd_Id__c', true],
    ['Sd_Id', false],
    ['1st__c', false],
    ['A__b__c', false],
    ['A___c', false],
    [`${'x'.repeat(40)}__c`, true],
    [`${'x'.repeat(41)}__c`, false],
    ['Größe__c', false],
  ];
  for (const [name, good] of names) {
    it(`${name} is ${good ? 'a name' : 'no name'}`, () =>
      assert.equal(rules.fieldNameProblem?.(name) === undefined, good));
  }

  it('a manifest deploys: package, objects, permission set', () => {
    const files = rules.nativeManifest?.([
      {
        object: 'Account',
        create: false,
        fields: [declared({ kind: 'picklist', values: ['A & B', '<c>'] })],
      },
      { object: 'Task', create: false, fields: [declared({ kind: 'text', name: 'D__c' })] },
      { object: 'Event', create: false, fields: [declared({ kind: 'text', name: 'D__c' })] },
      {
        object: 'Plan__c',
        create: true,
        label: 'Plan',
        fields: [declared({ kind: 'text', required: true })],
      },
    ]);
    assert.deepEqual([...(files?.keys() ?? [])].toSorted(), [
      'objects/Account.object',
      'objects/Activity.object',
      'objects/Plan__c.object',
      'package.xml',
      'permissionsets/Migmap_Fields.permissionset',
    ]);
    const of = (path: string) => files?.get(path) ?? '';
    assert.match(of('objects/Account.object'), /<fullName>A &amp; B<\/fullName>/);
    assert.equal(of('objects/Activity.object').match(/<fields>/g)?.length, 1);
    assert.match(of('objects/Plan__c.object'), /<pluralLabel>Plans<\/pluralLabel>/);
    assert.match(
      of('package.xml'),
      /<members>Account.Sd_Id__c<\/members>\s*<members>Activity.D__c<\/members>/,
    );
    assert.match(of('permissionsets/Migmap_Fields.permissionset'), /<field>Task.D__c<\/field>/);
    assert.doesNotMatch(
      of('permissionsets/Migmap_Fields.permissionset'),
      /Plan__c.Sd_Id__c/,
      'required fields take none',
    );
  });

  it('makes what is missing, shows it, and says what it could not make', async () => {
    org = await startOrg(
      [describeOf('Account', [{ name: 'Here__c', type: 'string' }])],
      ({ method, path }) => {
        if (path.includes('/tooling/sobjects/CustomField'))
          return json({ id: '00N', success: true, errors: [] });
        if (method === 'POST') return { ...json({ id: '0PS', success: true, errors: [] }), status: 201 };
        if (/\/v[\d.]+\/?$/.test(path)) return json({ identity: 'https://login/id/00D/005x' });
        if (!path.includes('/query')) return undefined;
        const isUser = decodeURIComponent(path).includes('User WHERE') || path.includes('FROM%20User');
        return json({
          totalSize: 1,
          done: true,
          records: isUser ? [{ Id: '005x', Name: 'Me', IsActive: true }] : [],
        });
      },
    );
    const outcomes = await org.destination.createFields?.([
      {
        object: 'Account',
        create: false,
        fields: [
          declared({ kind: 'text', name: 'Here__c' }),
          declared({ kind: 'text', name: 'New__c' }),
          declared({ kind: 'text', name: 'bad' }),
          declared({ kind: 'list', name: 'List__c' }),
        ],
      },
      { object: 'Plan__c', create: true, fields: [declared({ kind: 'text' })] },
    ]);
    assert.deepEqual(
      outcomes?.map((o) => `${o.object}.${o.field.name} ${o.error?.code ?? 'ok'}`),
      [
        'Account.Here__c ok',
        'Account.New__c ok',
        'Account.bad INVALID_NAME',
        'Account.List__c NO_SUCH_TYPE',
        'Plan__c.Sd_Id__c OBJECT_MISSING',
      ],
    );
    const posts = org.stub.seen.filter((s) => s.method === 'POST').map((s) => s.path.replace(/.*v67.0/, ''));
    assert.deepEqual(posts, [
      '/tooling/sobjects/CustomField',
      '/sobjects/PermissionSet',
      '/sobjects/PermissionSetAssignment',
      '/sobjects/FieldPermissions',
    ]);
    const field = JSON.parse(org.to(/CustomField/)[0]?.body ?? '') as object;
    assert.partialDeepStrictEqual(field, {
      FullName: 'Account.New__c',
      Metadata: { type: 'Text', length: 255 },
    });
  });

  it('is listed', () => {
    assert.equal(connectorOf('salesforce')?.rules, rules);
  });
});
