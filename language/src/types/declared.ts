import type { DeclaredField } from '@migmap/engine/mapping/ir';
import type { FieldKind, FieldSchema } from '@migmap/engine/schema/types';
import { nameOf } from '../bind/reference-name.ts';
import {
  isNameArgument,
  isNumberArgument,
  isTextArgument,
  isValuesOfArgument,
  type FieldDeclaration,
} from '../generated/ast.ts';

/** What a declared type says, and what is wrong with it. */
export type DeclaredType = Pick<
  DeclaredField,
  'kind' | 'length' | 'precision' | 'scale' | 'values' | 'references'
>;

type Shape = { readonly kind: FieldKind; readonly args: 'none' | 'length' | 'digits' | 'values' | 'object' };

/** The language's own types: `Text(80)`, `Number(16, 2)`, `Picklist("a", "b")`, `Reference(Account)`. */
export const declarableTypes: Readonly<Record<string, Shape>> = {
  Text: { kind: 'text', args: 'length' },
  LongText: { kind: 'longtext', args: 'length' },
  Html: { kind: 'html', args: 'length' },
  Number: { kind: 'number', args: 'digits' },
  Currency: { kind: 'currency', args: 'digits' },
  Percent: { kind: 'percent', args: 'digits' },
  Integer: { kind: 'integer', args: 'digits' },
  Boolean: { kind: 'boolean', args: 'none' },
  Date: { kind: 'date', args: 'none' },
  DateTime: { kind: 'datetime', args: 'none' },
  Time: { kind: 'time', args: 'none' },
  Email: { kind: 'email', args: 'none' },
  Phone: { kind: 'phone', args: 'none' },
  Url: { kind: 'url', args: 'length' },
  Picklist: { kind: 'picklist', args: 'values' },
  MultiPicklist: { kind: 'multipicklist', args: 'values' },
  Reference: { kind: 'reference', args: 'object' },
};

export function declaredType(node: FieldDeclaration): { type: DeclaredType; problem?: string } {
  const typeName = node.type?.name ?? '';
  const shape = Object.hasOwn(declarableTypes, typeName) ? declarableTypes[typeName] : undefined;
  if (!shape) {
    const problem = `There is no type ${typeName}; the types are ${Object.keys(declarableTypes).join(', ')}.`;
    return { type: { kind: 'text' }, problem };
  }
  const { args } = node.type;
  const numbers = args.filter(isNumberArgument).map((a) => a.value);
  const texts = args.filter(isTextArgument).map((a) => a.value);
  const wrong = (problem: string) => ({
    type: { kind: shape.kind },
    problem: `${node.type.name} ${problem}`,
  });
  switch (shape.args) {
    case 'none':
      return args.length ? wrong('takes nothing in brackets.') : { type: { kind: shape.kind } };
    case 'length':
      if (args.length > 1 || numbers.length !== args.length || numbers.some((n) => n < 1)) {
        return wrong('takes one number in brackets, the longest length: Text(80).');
      }
      return { type: { kind: shape.kind, length: numbers[0] } };
    case 'digits':
      if (args.length > 2 || numbers.length !== args.length || (numbers[1] ?? 0) > (numbers[0] ?? 0)) {
        return wrong('takes the number of digits, and how many stand behind the point: Number(16, 2).');
      }
      return { type: { kind: shape.kind, precision: numbers[0], scale: numbers[1] } };
    case 'values': {
      const valuesOf = args.some(isValuesOfArgument);
      if (valuesOf ? args.length !== 1 : texts.length !== args.length || texts.length === 0) {
        return wrong('takes its values as texts, or (values of a_source_field).');
      }
      return { type: { kind: shape.kind, values: valuesOf ? undefined : texts } };
    }
    case 'object': {
      const object = args[0];
      if (args.length !== 1 || !isNameArgument(object)) return wrong('takes one object: Reference(Account).');
      return { type: { kind: shape.kind, references: nameOf(object.object) } };
    }
  }
}

/** The declaration as the field it will be. */
export function declaredFieldSchema(node: FieldDeclaration): FieldSchema {
  const { type } = declaredType(node);
  return {
    name: node.name,
    label: node.label ?? node.name,
    kind: type.kind,
    length: type.length,
    precision: type.precision,
    scale: type.scale,
    values: type.values?.map((value) => ({ value, label: value })),
    references: type.references === undefined ? undefined : [type.references],
    required: node.flags.includes('required'),
    unique: node.flags.includes('unique'),
    externalId: node.flags.includes('externalid'),
    createable: true,
    updateable: true,
    custom: true,
  };
}
