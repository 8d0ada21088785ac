import type { Expression, FieldLine } from '../generated/ast.ts';
import type { Fix } from './rule.ts';
import { replaceFix } from './text.ts';

const looser = new Set(['??', '==', '!=', '<', '<=', '>', '>=', 'and', 'or']);
const looserTypes = new Set(['IfExpression', 'NotExpression', 'InExpression', 'EmptyTest']);

/** `value |> call`, the value in parentheses where it would otherwise fall apart. */
export function piped(value: Expression, call: string): string {
  const text = value.$cstNode?.text ?? '';
  const binary = value.$type === 'BinaryExpression' && looser.has(value.operator);
  const enclosed = text.startsWith('(') && text.endsWith(')') && value.$type !== 'BinaryExpression';
  const loose = (binary || looserTypes.has(value.$type)) && !enclosed;
  return `${loose ? `(${text})` : text} |> ${call}`;
}

/** A fix for each function that a conversion proposes: `html_to_text(…)`, `join(…) or first(…)`, `ref(…)`. */
export function convertFixes(line: FieldLine, instead: string | undefined): Fix[] {
  const place = { node: line, property: 'value' };
  return [...(instead ?? '').matchAll(/(\w+)\(…\)/g)].map(([, name = '']) => {
    const text = line.value.$cstNode?.text ?? '';
    const changed =
      name === 'ref' || name === 'file'
        ? `${name}(${text})`
        : piped(line.value, name === 'join' ? 'join("; ")' : name);
    return replaceFix(`Change to ${changed}`, place, changed);
  });
}
