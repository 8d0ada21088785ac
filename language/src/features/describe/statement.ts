import type { Fragment, ValueTable } from '../../generated/ast.ts';
import { code } from './field.ts';

/** Most lines of a statement that are shown. */
const most = 15;

export function describeTable(table: ValueTable): string {
  return shortened(table.$cstNode?.text ?? `values ${table.name}`);
}

export function describeFragment(fragment: Fragment): string {
  return shortened(fragment.$cstNode?.text ?? `fragment ${fragment.name}`);
}

function shortened(text: string): string {
  const lines = text.split(/\r?\n/);
  const rest = lines.length - most;
  return code(rest > 0 ? [...lines.slice(0, most), `  // and ${rest} lines more`].join('\n') : text);
}
