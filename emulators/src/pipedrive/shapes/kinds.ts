import type { FieldedObject } from '../account/definition.ts';
import { addressParts } from '../fields/system.ts';

/** What a member of a request may be. */
export type Kind =
  | { readonly is: 'text'; readonly max?: number; readonly empty?: false }
  | {
      readonly is:
        | 'integer'
        | 'number'
        | 'boolean'
        | 'date'
        | 'datetime'
        | 'spacedTime'
        | 'time'
        | 'duration'
        | 'uuid'
        | 'json';
    }
  | { readonly is: 'enum'; readonly values: readonly (string | number)[] }
  | { readonly is: 'list'; readonly of: Kind; readonly min?: number; readonly max?: number }
  | { readonly is: 'object'; readonly members: Shape }
  | { readonly is: 'reference'; readonly to: string; readonly label: string }
  | { readonly is: 'labels'; readonly object: FieldedObject }
  | { readonly is: 'leadLabels' }
  | { readonly is: 'activityType' }
  | { readonly is: 'customFields'; readonly object: FieldedObject };

export interface Member {
  readonly kind: Kind;
  /** Must be there when a record is made. */
  readonly required?: boolean;
  /** `null` does not clear it. */
  readonly never?: 'null';
  /** Only when a record is made, or only afterwards. */
  readonly only?: 'create' | 'update';
}

export type Shape = Readonly<Record<string, Member>>;

export const a = (kind: Kind, more: Omit<Member, 'kind'> = {}): Member => ({ kind, ...more });
export const text = (max?: number): Kind => ({ is: 'text', max });
export const word = (max = 255): Kind => ({ is: 'text', max, empty: false });
export const integer: Kind = { is: 'integer' };
export const number: Kind = { is: 'number' };
export const boolean: Kind = { is: 'boolean' };
export const date: Kind = { is: 'date' };
export const datetime: Kind = { is: 'datetime' };
export const spacedTime: Kind = { is: 'spacedTime' };
export const time: Kind = { is: 'time' };
export const duration: Kind = { is: 'duration' };
export const oneOf = (...values: (string | number)[]): Kind => ({ is: 'enum', values });
export const list = (of: Kind, bounds: { min?: number; max?: number } = {}): Kind => ({
  is: 'list',
  of,
  ...bounds,
});
export const object = (members: Shape): Kind => ({ is: 'object', members });
export const to = (kind: string, label: string): Kind => ({ is: 'reference', to: kind, label });
export const user = to('user', 'User');
export const visibleTo = oneOf(1, 3, 5, 7);
export const address = object(
  Object.fromEntries(['value', ...addressParts].map((name) => [name, a(text())])),
);
export const contactPoints = list(object({ value: a(text()), primary: a(boolean), label: a(text()) }));
