import assert from 'node:assert/strict';
import { createChecker, type MigrationContext } from '@migmap/language/checker';
import type { Mapping } from '@migmap/engine/mapping/ir';
import type { Row } from '@migmap/engine/values';
import {
  fakeDestination,
  type FakeDestination,
  type FakeOptions,
} from '../../support/engine/fake-destination.ts';
import { fakeSource } from '../../support/engine/fake-source.ts';
import { run, type Ran } from '../../support/engine/run.ts';
import { destination, destinationSchema, source } from './schemas.ts';

const context: MigrationContext = {
  source,
  destination,
  rules: {
    nativeType: ({ kind }) => kind,
    compatible: (a, b) => a === b,
    order: [],
    createsUsers: true,
  },
};

let files: Readonly<Record<string, string>> = {};
const checker = createChecker({
  contextFor: () => context,
  readFile: async (uri) => files[uri.slice('file:///w/'.length)],
});

const head = 'migration Example from smartdesk to salesforce\n';

/** The mapping that a text compiles to; fails where the text has an error. */
export async function compiled(
  text: string,
  imported: Readonly<Record<string, string>> = {},
): Promise<Mapping> {
  files = imported;
  const whole = /^\s*migration /m.test(text) ? text : head + text;
  const { mapping, diagnostics } = await checker.check('file:///w/main.migmap', whole);
  const errors = diagnostics.filter((d) => d.severity === 'error');
  assert.deepEqual(
    errors.map((d) => `${d.range.start.line + 1}: ${d.code} ${d.message}`),
    [],
  );
  assert.ok(mapping);
  return mapping;
}

export type Rows = Readonly<Record<string, readonly Row[]>>;

/** Loads rows by a mapping into an empty destination that refuses what it does not know. */
export async function load(
  mapping: Mapping,
  rows: Rows,
  folder: string,
  options: FakeOptions & { readonly files?: Readonly<Record<string, string>>; readonly there?: Rows } = {},
): Promise<Ran & { readonly destination: FakeDestination }> {
  const crm = fakeDestination({ schema: destinationSchema, keyField: 'SmartDesk_Id__c', ...options });
  for (const [object, records] of Object.entries(options.there ?? {}))
    for (const values of records) crm.put(object, values);
  const from = { ...fakeSource(rows, { files: options.files }), catalog: source };
  return { ...(await run(mapping, from, crm, folder)), destination: crm };
}
