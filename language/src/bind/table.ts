import type { ValueTable } from '../generated/ast.ts';
import type { Constant, Type } from '../types/type.ts';

/** What can come out of `x via Table`. All of it is known unless values the table does not list are kept. */
export function tableType(table: ValueTable, input: Type): Type {
  const constants: Constant[] = table.entries.map((entry) => ({ value: entry.destination, node: entry }));
  const { otherwise } = table;
  if (otherwise?.kind === 'keep')
    return { kind: input.kind === 'any' ? 'any' : 'text', constants, partial: true };
  const value = otherwise?.value;
  if (value && 'value' in value && otherwise) constants.push({ value: value.value, node: otherwise });
  return { kind: 'text', constants };
}
