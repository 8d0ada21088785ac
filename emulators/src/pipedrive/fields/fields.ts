import { hashKey } from '../account/hash.ts';
import type { FieldedObject } from '../account/definition.ts';
import { ApiError, capped, invalid } from '../errors.ts';
import type { Doc, Documents } from '../store/documents.ts';
import { subfieldsOf, systemFields } from './system.ts';
import type { FieldDef, FieldOption } from './types.ts';

export interface NewField {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly options?: readonly string[];
}

/** The fields of an account: standard ones and, under hash keys, its own. */
export interface Fields {
  readonly list: (object: FieldedObject) => readonly FieldDef[];
  readonly custom: (object: FieldedObject) => readonly FieldDef[];
  /** Throws 404 for a field that never was and 410 for one that is deleted. */
  readonly get: (object: FieldedObject, code: string) => FieldDef;
  readonly create: (object: FieldedObject, field: NewField) => FieldDef;
  readonly rename: (
    object: FieldedObject,
    code: string,
    changes: { name?: string; description?: string | null },
  ) => FieldDef;
  readonly remove: (object: FieldedObject, code: string) => FieldDef;
  readonly addOptions: (
    object: FieldedObject,
    code: string,
    labels: readonly string[],
  ) => readonly FieldOption[];
  /** A label of `null` removes the option. */
  readonly changeOptions: (
    object: FieldedObject,
    code: string,
    changes: readonly { id: number; label: string | null }[],
  ) => readonly FieldOption[];
}

export interface FieldsSetup {
  readonly documents: Documents;
  readonly seed: string;
  readonly maxCustom: number | undefined;
  /** RFC 3339. */
  readonly now: () => string;
  /** Options of standard fields that come from the account. */
  readonly standardOptions: (object: FieldedObject, code: string) => readonly FieldOption[] | undefined;
}

const optioned = new Set(['enum', 'set']);

const optionsOf = (doc: Doc): FieldOption[] => (doc.body['options'] as FieldOption[] | null) ?? [];
const defOf = ({ id, body }: Doc): FieldDef => ({
  object: body['object'] as FieldedObject,
  code: String(id),
  name: String(body['name']),
  type: String(body['type']),
  ...(typeof body['description'] === 'string' ? { description: body['description'] } : {}),
  options: optioned.has(String(body['type'])) ? (body['options'] as FieldOption[]) : null,
  subfields: subfieldsOf(String(body['type']), String(body['name'])),
  custom: true,
});

export function openFields({ documents, seed, maxCustom, now, standardOptions }: FieldsSetup): Fields {
  const cache = new Map<FieldedObject, readonly FieldDef[]>();
  const nextOption = (): number => documents.insert('_option', {}, { add_time: now() }).seq;
  const custom = (object: FieldedObject): readonly FieldDef[] => {
    let found = cache.get(object);
    if (found === undefined) {
      found = documents.list('field', { equal: { object }, deleted: false }).map(defOf);
      cache.set(object, found);
    }
    return found;
  };
  const kept = (object: FieldedObject): FieldOption[] | undefined => {
    const doc = documents.find('labels', object);
    return doc === undefined ? undefined : optionsOf(doc);
  };
  const standard = (object: FieldedObject): readonly FieldDef[] =>
    systemFields(object).map((field) => {
      const options = field.code === 'label_ids' ? (kept(object) ?? []) : standardOptions(object, field.code);
      return options === undefined ? field : { ...field, options };
    });
  const list = (object: FieldedObject): readonly FieldDef[] => [...standard(object), ...custom(object)];
  const get = (object: FieldedObject, code: string): FieldDef => {
    const found = list(object).find((f) => f.code === code);
    if (found !== undefined) return found;
    const gone = documents.find('field', code);
    const was = gone !== undefined && gone.body['object'] === object;
    throw new ApiError(was ? 410 : 404, 'The field is not found');
  };
  const changed = (object: FieldedObject, code: string, body: Record<string, unknown>): FieldDef => {
    const doc = documents.find('field', code);
    if (doc === undefined || doc.deleted || doc.body['object'] !== object) {
      get(object, code);
      throw new ApiError(403, 'Standard fields cannot be changed.');
    }
    const after = { ...doc, body: { ...doc.body, ...body }, update_time: now() };
    documents.save('field', after);
    cache.delete(object);
    return defOf(after);
  };
  const putOptions = (field: FieldDef, options: readonly FieldOption[]): void => {
    if (field.custom) return void changed(field.object, field.code, { options });
    const doc = documents.find('labels', field.object);
    if (doc === undefined) throw new ApiError(403, 'The options of this standard field cannot be changed.');
    documents.save('labels', { ...doc, body: { options } });
  };
  const optionField = (object: FieldedObject, code: string): FieldDef => {
    const field = get(object, code);
    if (!optioned.has(field.type)) throw new ApiError(400, 'The field type does not support options.');
    return field;
  };
  return {
    list,
    custom,
    get,
    create: (object, { name, type, description, options }) => {
      const used = documents.count('field', { deleted: false });
      if (maxCustom !== undefined && used >= maxCustom)
        throw capped('field. Custom fields limit reached', 'feature_capping_custom_fields_limit');
      if (optioned.has(type) && (options ?? []).length === 0)
        throw invalid('options', `This value is required when field_type is ${type}.`);
      if (!optioned.has(type) && options !== undefined)
        throw invalid('options', `This value is not allowed when field_type is ${type}.`);
      const ordinal = documents.count('field') + 1;
      const body = {
        object,
        name,
        type,
        description,
        options: options?.map((label) => ({ id: nextOption(), label, color: null })) ?? null,
      };
      const doc = documents.insert('field', body, {
        add_time: now(),
        id: hashKey(seed, object, name, ordinal),
      });
      cache.delete(object);
      return defOf(doc);
    },
    rename: (object, code, changes) => changed(object, code, changes),
    remove: (object, code) => {
      const field = get(object, code);
      if (!field.custom) throw new ApiError(403, 'Standard fields cannot be deleted.');
      const doc = documents.find('field', code)!;
      documents.save('field', { ...doc, deleted: true, update_time: now() });
      cache.delete(object);
      return field;
    },
    addOptions: (object, code, labels) => {
      const field = optionField(object, code);
      const before = field.options ?? [];
      for (const label of labels)
        if (before.some((o) => o.label === label))
          throw invalid('label', `The option "${label}" exists already.`);
      const added = labels.map((label) => ({ id: nextOption(), label, color: null }));
      putOptions(field, [...before, ...added]);
      return added;
    },
    changeOptions: (object, code, changes) => {
      const field = optionField(object, code);
      const options = [...(field.options ?? [])];
      const touched = changes.map(({ id, label }) => {
        const at = options.findIndex((o) => o.id === id);
        const before = options[at];
        if (before === undefined) throw new ApiError(404, `The option ${id} is not found`);
        const after = { ...before, label: label ?? before.label };
        options.splice(at, 1, ...(label === null ? [] : [after]));
        return after;
      });
      putOptions(field, options);
      return touched;
    },
  };
}
