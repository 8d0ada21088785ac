import { isEmpty, type Value } from '../../values.ts';
import { asText, isList } from '../coerce.ts';
import type { Expr } from '../ir.ts';
import { Misfit } from '../misfit.ts';
import { settled, type Evaluate, type Scope } from './scope.ts';

export type Through = Extract<Expr, { kind: 'through' }>;

/** `company_id.name`: a field of the record that a reference names; of each, where it names several. */
export function through(value: Evaluate, { object, field, among }: Through): Evaluate {
  const one = (id: Value, { world }: Scope): Value | Misfit => {
    if (isEmpty(id)) return null;
    const name = asText(id).trim();
    if (!among) return world.through(object, name, field);
    const named = among.filter((target) => !isEmpty(world.through(target.object, name, target.idField)));
    const [target, second] = named;
    if (second) {
      const objects = named.map((t) => t.object).join(' and of ');
      return new Misfit(`is the id of a record of ${objects}, so it cannot be told which one is meant`, id);
    }
    return target?.field === undefined ? null : world.through(target.object, name, target.field);
  };
  return (scope) => {
    const id = settled(value(scope));
    if (id instanceof Misfit) return id;
    if (!isList(id)) return one(id, scope);
    const found = id.map((element) => one(element, scope));
    return found.find((element) => element instanceof Misfit) ?? (found as Value[]);
  };
}

/** The fields of other records that it reads. */
export function fieldsThrough({ object, field, among }: Through): { object: string; field: string }[] {
  if (!among) return [{ object, field }];
  return among.flatMap((target) => [
    { object: target.object, field: target.idField },
    ...(target.field === undefined ? [] : [{ object: target.object, field: target.field }]),
  ]);
}
