import type { DeclaredField, DeclaredObject } from '../../../mapping/ir.ts';
import { ConnectorError, type RecordError } from '../../errors.ts';
import type { Account } from '../account.ts';
import { creation } from './creation.ts';
import { toldFields, values, type ToldField } from './custom.ts';

export interface FieldOutcome {
  readonly object: string;
  readonly field: DeclaredField;
  readonly error?: RecordError;
}

/** Makes the declared fields that are missing, known by their label; of a list that is there, the missing options. */
export async function createFields(
  account: Account,
  objects: readonly DeclaredObject[],
): Promise<readonly FieldOutcome[]> {
  const outcomes: FieldOutcome[] = [];
  for (const { object, fields } of objects) {
    for (const field of fields) {
      const error = await ensure(account, object, field);
      outcomes.push({ object, field, ...(error ? { error } : {}) });
    }
  }
  account.model.forget();
  return outcomes;
}

async function ensure(
  account: Account,
  name: string,
  field: DeclaredField,
): Promise<RecordError | undefined> {
  try {
    const object = account.model.object(name);
    // Leads have the custom fields of deals.
    const owner = account.model.object(object.customFieldsOf ?? name);
    const path = owner.fieldsPath;
    if (path === undefined || name === 'Activity')
      return problem(
        'NO_CUSTOM_FIELDS',
        `Pipedrive makes no custom fields of ${object.labelPlural} by its API.`,
      );
    const body = creation(field);
    if (!body) return problem('NO_SUCH_TYPE', `Pipedrive has no custom field for the type ${field.kind}.`);
    const there = async () => (await toldFields(account.rest, owner)).find((f) => named(f, field));
    const found = await there();
    if (found) return await addOptions(account, path, found, body.options ?? []);
    try {
      await account.rest.send({ method: 'POST', version: 'v2', path, json: body, repeat: 'once' });
    } catch (error) {
      // The answer was lost: the account says whether the field is there.
      if (!(error instanceof ConnectorError && error.class === 'doubt' && (await there()))) throw error;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.class === 'auth' || error.class === 'quota') throw error;
    return { class: error.class, code: error.code, message: error.message };
  }
}

function named(told: ToldField, field: DeclaredField): boolean {
  return told.field_code === field.name || (told.is_custom_field && told.field_name === field.label);
}

async function addOptions(
  account: Account,
  path: string,
  found: ToldField,
  wanted: readonly { readonly label: string }[],
): Promise<undefined> {
  const there = new Set(values(found).map((v) => v.label));
  const missing = wanted.filter(({ label }) => !there.has(label));
  if (missing.length === 0) return;
  await account.rest.send({
    method: 'POST',
    version: 'v2',
    path: `${path}/${found.field_code}/options`,
    json: missing.map(({ label }) => ({ label })),
    repeat: 'once',
  });
}

function problem(code: string, message: string): RecordError {
  return { class: 'schema', code, message };
}
