import type { CustomFieldDefinition } from '../org/definition.ts';
import { fieldFact } from './facts.ts';
import type { FieldDef, NativeType, PicklistDef } from './types.ts';

const natives: Readonly<Record<string, NativeType>> = {
  Text: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  EncryptedText: 'encryptedstring',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Checkbox: 'boolean',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  Lookup: 'reference',
  MasterDetail: 'reference',
  AutoNumber: 'string',
};

const lengths: Readonly<Record<string, number>> = {
  TextArea: 255,
  LongTextArea: 32768,
  Html: 32768,
  Email: 80,
  Phone: 40,
  Url: 255,
  EncryptedText: 175,
};

function picklist(values: CustomFieldDefinition['values']): PicklistDef[] {
  return (values ?? []).map((v) =>
    typeof v === 'string'
      ? { value: v, label: v, isDefault: false, active: true }
      : { value: v.value, label: v.label ?? v.value, isDefault: v.default ?? false, active: true },
  );
}

/** Why a custom field cannot be made, in the platform's words; `undefined` when it can. */
export function customFieldProblem(field: CustomFieldDefinition): string | undefined {
  if (!(field.type in natives)) return `${field.type} is not a valid value for the enum 'FieldType'`;
  if (field.type === 'Text' && field.length === undefined)
    return 'Must specify length for a CustomField of type Text';
  if (field.type === 'Text' && (field.length ?? 0) > 255)
    return 'Invalid length specified. Maximum length is 255';
  if (/^(Number|Currency|Percent)$/.test(field.type) && field.precision === undefined)
    return `Must specify precision for a CustomField of type ${field.type}`;
  if ((field.precision ?? 0) > 18) return 'Precision must be 18 or less';
  if (/^(Lookup|MasterDetail)$/.test(field.type) && field.referenceTo === undefined)
    return `Must specify referenceTo for a CustomField of type ${field.type}`;
  if (field.type.endsWith('Picklist') && (field.values ?? []).length === 0)
    return `Must specify a value set for a CustomField of type ${field.type}`;
  if (field.unique && !/^(Text|Number|Email)$/.test(field.type))
    return `Can not specify unique for a CustomField of type ${field.type}`;
  if (field.externalId && !/^(Text|Number|Email|AutoNumber)$/.test(field.type))
    return `Can not specify externalId for a CustomField of type ${field.type}`;
  return undefined;
}

/** The field as describe will show it. */
export function customField(field: CustomFieldDefinition, writable: boolean): FieldDef {
  const native = natives[field.type] ?? 'string';
  const values = picklist(field.values);
  const autoNumber = field.type === 'AutoNumber';
  const master = field.type === 'MasterDetail';
  const required = field.required === true || master;
  const rights = autoNumber || !writable ? '-' : `${required ? '' : 'n'}cu`;
  const relationship = field.name.replace(/__c$/, '__r');
  return {
    ...fieldFact(`${field.name} ${native} ${rights}`),
    label: field.label ?? field.name.replace(/__c$/, '').replaceAll('_', ' '),
    length:
      native === 'picklist'
        ? 255
        : (field.length ?? lengths[field.type] ?? (native === 'reference' ? 18 : 255)),
    precision: field.precision ?? 0,
    scale: field.scale ?? 0,
    unique: field.unique ?? false,
    caseSensitive: field.caseSensitive ?? false,
    externalId: field.externalId ?? false,
    idLookup: field.externalId ?? false,
    restricted: values.length > 0 && (field.restricted ?? false),
    html: field.type === 'Html',
    autoNumber,
    custom: true,
    values,
    defaultValue: native === 'boolean' ? false : (values.find((v) => v.isDefault)?.value ?? null),
    referenceTo: field.referenceTo === undefined ? [] : [field.referenceTo],
    relationshipName: native === 'reference' ? relationship : null,
    childRelationship:
      native === 'reference' && field.relationshipName !== undefined ? `${field.relationshipName}__r` : null,
    cascade: master,
    help: field.description ?? null,
  };
}
