/** Expressions whose value the run settles: `ref`, `owner`, `migration_user`, `file`, and `??` over them. */
import { isEmpty, type Value } from '../../values.ts';
import { asText, dig, isList } from '../coerce.ts';
import type { DraftValue } from '../draft.ts';
import type { RefTarget } from '../ir.ts';
import { Misfit } from '../misfit.ts';
import { Pending, settled, type Evaluate, type Outcome } from './scope.ts';

const parent = new Pending({ deferred: 'parent' });
export const migrationUser = new Pending({ deferred: 'migrationUser' });

export function ref(target: RefTarget, value: Evaluate | undefined): Evaluate {
  if (target.kind === 'parent') return () => parent;
  if (target.kind === 'this') {
    const made = new Pending({ deferred: 'this', destinationObject: target.destinationObject });
    return () => made;
  }
  return withName(value, (name, { record }) => {
    const type = target.typeField && asText(dig(record, target.typeField)).trim();
    const objects = type ? [objectNamed(type, target.objects)] : target.objects;
    return { deferred: 'ref', objects, value: name, ...(target.field && { field: target.field }) };
  });
}

/** The object that a type field names; its own word where it names none, so that nothing else is taken for it. */
function objectNamed(type: string, objects: readonly string[]): string {
  const wanted = type.toLowerCase();
  return objects.find((object) => object.toLowerCase() === wanted) ?? type;
}

export function owner(value: Evaluate): Evaluate {
  return withName(value, (name) => ({ deferred: 'owner', value: name }));
}

export function file(
  path: Evaluate,
  over?: { readonly megabytes: number; readonly link: Evaluate },
): Evaluate {
  return withName(path, (name, scope) => {
    if (!over) return { deferred: 'file', path: name };
    const link = settled(over.link(scope));
    if (link instanceof Misfit) return link;
    const text = isEmpty(link) ? null : asText(link);
    return { deferred: 'file', path: name, over: { bytes: over.megabytes * 1024 * 1024, link: text } };
  });
}

type Made = Pending['deferred'] | Misfit;

/** Empty for an empty value; a list that names several records is no reference to one. */
function withName(
  evaluate: Evaluate | undefined,
  make: (name: string, scope: Parameters<Evaluate>[0]) => Made,
): Evaluate {
  return (scope) => {
    const value = evaluate ? settled(evaluate(scope)) : null;
    if (value instanceof Misfit) return value;
    if (isEmpty(value)) return null;
    const single: Value = isList(value) && value.length === 1 ? (value[0] ?? null) : value;
    if (typeof single === 'object') return new Misfit('does not name one record', value);
    const made = make(asText(single).trim(), scope);
    return made instanceof Misfit ? made : new Pending(made);
  };
}

/** `left ?? right`: a value that does not fit is not an empty one, so it does not lead to the right side. */
export function orElse(left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const first = left(scope);
    if (first instanceof Misfit) return first;
    if (!(first instanceof Pending)) return isEmpty(first) ? right(scope) : first;
    const second = right(scope);
    // An alternative that does not fit is none: the record is held if the first does not settle either.
    if (second instanceof Misfit || (!(second instanceof Pending) && isEmpty(second))) return first;
    return new Pending({ deferred: 'choice', options: [...optionsOf(first), ...optionsOf(second)] });
  };
}

function optionsOf(outcome: Exclude<Outcome, Misfit>): readonly DraftValue[] {
  if (!(outcome instanceof Pending)) return [outcome];
  return outcome.deferred.deferred === 'choice' ? outcome.deferred.options : [outcome.deferred];
}
