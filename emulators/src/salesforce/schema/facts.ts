import { sharedValues } from './sharedValues.ts';
import {
  isText,
  nativeTypes,
  type FieldDef,
  type NativeType,
  type ObjectDef,
  type PicklistDef,
} from './types.ts';

/*
 * One line a field:
 *
 *   Name type(length | precision,scale | digits) flags "Label" -> Target, Target as Relationship children Plural cascade = A | *Default | value:Label
 *
 * flags: n nillable, c createable, u updateable, d defaulted on create, f name field, k idLookup, x external id,
 * q unique, r restricted picklist, a auto-number; `-` for none. Without a label the name's words are the label.
 * One line an object: [Name] prefix Label | Plural | rights, rights being c, u, d or -, then `recordTypes`, `activity`.
 * @audit, @deleted, @viewed and @address stand for the fields that most objects share.
 */

const audit = [
  'CreatedDate datetime -',
  'CreatedById reference - -> User',
  'LastModifiedDate datetime -',
  'LastModifiedById reference - -> User',
  'SystemModstamp datetime -',
];
const viewed = ['LastViewedDate datetime n', 'LastReferencedDate datetime n'];

function address(prefix: string): string[] {
  const words = prefix === '' ? '' : `${prefix} `;
  return [
    `${prefix}Street textarea(255) ncu`,
    `${prefix}City string(40) ncu`,
    `${prefix}State string(80) ncu "${words}State/Province"`,
    `${prefix}PostalCode string(20) ncu "${words}Zip/Postal Code"`,
    `${prefix}Country string(80) ncu`,
    `${prefix}Latitude double(18,15) ncu`,
    `${prefix}Longitude double(18,15) ncu`,
    `${prefix}GeocodeAccuracy picklist ncur = @geocode`,
    `${prefix}Address address n`,
  ];
}

function expand(line: string): string[] {
  if (line === '@audit') return audit;
  if (line === '@deleted') return ['IsDeleted boolean - "Deleted"'];
  if (line === '@viewed') return viewed;
  if (line.startsWith('@address')) return address(line.slice(8).trim());
  return [line];
}

export function labelOf(name: string): string {
  return name
    .replace(/__c$/, '')
    .replace(/Id$/, ' ID')
    .replaceAll('_', ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/\s+/g, ' ')
    .trim();
}

function values(text: string): PicklistDef[] {
  const shared = text.startsWith('@') ? sharedValues[text.slice(1)] : undefined;
  if (text.startsWith('@') && shared === undefined) throw new Error(`unknown shared values ${text}`);
  return (shared ?? text).split(' | ').map((part) => {
    const isDefault = part.startsWith('*');
    const [value = '', label] = (isDefault ? part.slice(1) : part).split(/(?<=^\d+):/);
    return { value, label: label ?? value, isDefault, active: true };
  });
}

const linePattern =
  /^(\w+) (\w+)(?:\(([\d,]+)\))? ([-ncudfkxqra]+)(?: "([^"]*)")?(?: -> (.*?)(?: as (\S+))?(?: children (\w+))?( cascade)?)?(?: = (.*))?$/;

const defaultLengths: Partial<Record<NativeType, number>> = {
  picklist: 255,
  multipicklist: 4099,
  reference: 18,
  id: 18,
};

/** Reads one fact line. */
export function fieldFact(line: string): FieldDef {
  const match = linePattern.exec(line.trim());
  if (match === null) throw new Error(`not a field fact: ${line}`);
  const [, name = '', type = '', size, flags = '', label, targets, as, children, cascade, picks] = match;
  if (!(nativeTypes as readonly string[]).includes(type)) throw new Error(`unknown type ${type} in: ${line}`);
  const native = type as NativeType;
  const [first = 0, second = 0] = (size ?? '').split(',').map(Number);
  const decimal = native === 'double' || native === 'currency' || native === 'percent';
  const has = (flag: string): boolean => flags.includes(flag);
  const picklist = picks === undefined ? [] : values(picks);
  const implied = picklist.find((v) => v.isDefault)?.value ?? null;
  return {
    name,
    label: label ?? labelOf(name),
    type: native,
    length: isText(native) ? first || 255 : (defaultLengths[native] ?? 0),
    precision: decimal ? first || 18 : 0,
    scale: decimal ? (size === undefined ? 2 : second) : 0,
    digits: native === 'int' ? first || 9 : 0,
    nillable: has('n'),
    createable: has('c'),
    updateable: has('u'),
    defaultedOnCreate: has('d') || native === 'boolean' || (!has('c') && !has('n')),
    nameField: has('f'),
    unique: has('q'),
    caseSensitive: false,
    externalId: has('x'),
    idLookup: has('k') || has('x') || has('q'),
    autoNumber: has('a'),
    restricted: has('r'),
    html: false,
    custom: name.endsWith('__c'),
    values: picklist,
    defaultValue: native === 'boolean' ? false : implied,
    referenceTo: targets === undefined ? [] : targets.split(/, ?/),
    relationshipName: targets === undefined || as === '-' ? null : (as ?? name.replace(/Id$/, '')),
    childRelationship: children ?? null,
    cascade: cascade !== undefined,
    help: null,
    compound: null,
  };
}

function withCompounds(fields: FieldDef[]): FieldDef[] {
  const compounds = fields.filter((f) => f.type === 'address').map((f) => f.name);
  const names = new Set(fields.map((f) => f.name));
  const person = names.has('FirstName') && names.has('LastName') && names.has('Name');
  return fields.map((field) => {
    const owner = compounds.find((c) => {
      const prefix = c.slice(0, -'Address'.length);
      const part = field.name.startsWith(prefix) ? field.name.slice(prefix.length) : '';
      return /^(Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy)$/.test(part);
    });
    if (owner !== undefined) return { ...field, compound: owner };
    if (person && /^(Salutation|FirstName|LastName)$/.test(field.name)) return { ...field, compound: 'Name' };
    return field;
  });
}

/** Reads a block of objects. */
export function objectFacts(text: string): ObjectDef[] {
  return text
    .split(/^(?=\[)/m)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const [head = '', ...lines] = block.trim().split('\n');
      const match = /^\[(\w+)\] (\w{3}) (.+) \| (.+) \| ([cud-]+)(.*)$/.exec(head);
      if (match === null) throw new Error(`not an object fact: ${head}`);
      const [, name = '', keyPrefix = '', label = '', labelPlural = '', rights = '', words = ''] = match;
      const id = `Id id - "${label} ID"`;
      const fields = [id, ...lines.map((l) => l.trim()).filter((l) => l !== '')]
        .flatMap(expand)
        .map(fieldFact);
      return {
        name,
        label,
        labelPlural,
        keyPrefix,
        custom: false,
        createable: rights.includes('c'),
        updateable: rights.includes('u'),
        deletable: rights.includes('d'),
        recordTypes: words.includes('recordTypes'),
        activity: words.includes('activity'),
        fields: withCompounds(fields).map((f) => (f.name === 'Id' ? { ...f, idLookup: true } : f)),
      };
    });
}
