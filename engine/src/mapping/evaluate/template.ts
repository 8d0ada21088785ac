import { isEmpty } from '../../values.ts';
import { asText } from '../coerce.ts';
import { Misfit } from '../misfit.ts';
import { settled, type Evaluate } from './scope.ts';

/** `"{first_name} {last_name}"`: empty where every value in it is empty; white space at the ends goes. */
export function template(parts: readonly (string | Evaluate)[]): Evaluate {
  const constant = parts.every((part) => typeof part === 'string');
  return (scope) => {
    let text = '';
    let filled = constant;
    for (const part of parts) {
      if (typeof part === 'string') {
        text += part;
        continue;
      }
      const value = settled(part(scope));
      if (value instanceof Misfit) return value;
      if (isEmpty(value)) continue;
      filled = true;
      text += asText(value);
    }
    return filled ? text.trim() : null;
  };
}
