import type { DeclaredField, DeclaredObject } from '../../../mapping/ir.ts';
import { ConnectorError, type RecordError } from '../../errors.ts';
import { jsonBody } from '../../http/body.ts';
import type { Describe } from '../describe/raw.ts';
import { recordError } from '../errors.ts';
import { quoted } from '../soql.ts';
import type { Writer } from '../write/context.ts';
import { fieldNameProblem, metadataObject } from './naming.ts';
import { permissionSetFor } from './permission-set.ts';
import { fieldMetadata } from './types.ts';

export interface FieldOutcome {
  readonly object: string;
  readonly field: DeclaredField;
  readonly error?: RecordError;
}

/**
 * Makes the declared fields that are missing and shows them to the user through a permission set: a field that nobody
 * was given is hidden from everybody. A field that exists counts as made.
 */
export async function createFields(
  writer: Writer,
  objects: readonly DeclaredObject[],
  permissionSet: string,
): Promise<readonly FieldOutcome[]> {
  const outcomes: FieldOutcome[] = [];
  for (const declared of objects) {
    const describe = await describeOf(writer, declared.object);
    for (const field of declared.fields) {
      const error = describe
        ? await createField(writer, describe, field, permissionSet)
        : problem(
            'OBJECT_MISSING',
            `${declared.object} does not exist. Deploy the manifest's metadata first.`,
          );
      outcomes.push({ object: declared.object, field, ...(error ? { error } : {}) });
    }
    writer.reader.forget(declared.object);
  }
  return outcomes;
}

async function describeOf(writer: Writer, object: string): Promise<Describe | undefined> {
  const { sobjects } = await writer.reader.global();
  return sobjects.some((s) => s.name === object) ? writer.reader.describe(object) : undefined;
}

async function createField(
  writer: Writer,
  describe: Describe,
  field: DeclaredField,
  permissionSet: string,
): Promise<RecordError | undefined> {
  if (describe.fields.some((f) => f.name === field.name)) return undefined;
  const name = fieldNameProblem(field.name);
  if (name !== undefined) return problem('INVALID_NAME', name);
  const metadata = fieldMetadata(field);
  if (!metadata) return problem('NO_SUCH_TYPE', `Salesforce has no custom field for the type ${field.kind}.`);
  const object = metadataObject(describe.name);
  try {
    await ensureField(writer, object, field, metadata);
    // A required field is seen by everyone, and a permission for it is refused.
    if (!field.required) await grant(writer, describe.name, `${describe.name}.${field.name}`, permissionSet);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.class === 'auth' || error.class === 'quota') throw error;
    return { class: error.class, code: error.code, message: error.message };
  }
}

/** Made once: if the answer is lost, the org is asked whether the field is there. */
async function ensureField(
  writer: Writer,
  object: string,
  field: DeclaredField,
  metadata: object,
): Promise<void> {
  const body = jsonBody({ FullName: `${object}.${field.name}`, Metadata: metadata });
  try {
    await writer.rest.send({ method: 'POST', path: '/tooling/sobjects/CustomField', body, repeat: 'once' });
  } catch (error) {
    // Made for the other of Task and Event, by another run, or by the request whose answer was lost.
    if (!(await exists(writer, object, field.name))) throw error;
  }
}

async function exists(writer: Writer, object: string, name: string): Promise<boolean> {
  const developerName = quoted(name.replace(/__c$/, ''));
  const rows = await writer.reader.query(
    `SELECT Id FROM CustomField WHERE DeveloperName = ${developerName} AND TableEnumOrId = ${quoted(object)}`,
    { tooling: true },
  );
  return rows.length > 0;
}

async function grant(writer: Writer, object: string, field: string, permissionSet: string): Promise<void> {
  const parent = await permissionSetFor(writer, permissionSet);
  const where = `ParentId = ${quoted(parent)} AND Field = ${quoted(field)}`;
  const given = await writer.reader.query(`SELECT Id FROM FieldPermissions WHERE ${where}`);
  if (given.length > 0) return;
  const body = jsonBody({
    ParentId: parent,
    SobjectType: object,
    Field: field,
    PermissionsRead: true,
    PermissionsEdit: true,
  });
  await writer.rest.send({ method: 'POST', path: '/sobjects/FieldPermissions', body, repeat: 'once' });
}

function problem(code: string, message: string): RecordError {
  return { ...recordError({ errorCode: code, message }), class: 'schema' };
}
