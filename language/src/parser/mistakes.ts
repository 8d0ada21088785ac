/** Mistakes that many make, told by what stands there and around it rather than by what the grammar expects. */

export interface Around {
  readonly rule: string;
  /** The word that cannot stand here; empty at the end. */
  readonly found: string;
  /** The word before. */
  readonly before: string;
  /** The text from the word on. */
  readonly rest: string;
  /** What the grammar expects: a keyword or sign, where there is one. */
  readonly expected: string | undefined;
}

const lines = new Set(['MapLine', 'ObjectMap', 'Branch', 'OtherwiseBranch', 'EachLine', 'Fragment']);

export function mistake({ rule, found, before, rest, expected }: Around): string | undefined {
  if (rest.startsWith('/*')) return 'This comment is never closed. Close it with */.';
  if (rest.startsWith('--')) return 'A comment begins with //, not with --.';
  if (rule === 'MigmapFile' && found === 'import')
    return 'An import stands at the beginning of the file, before the statements.';
  if (rule === 'MigmapFile' && found === 'migration') {
    return 'The migration stands at the beginning of the file, before the statements.';
  }
  if (before === 'if') {
    return 'After if come a condition, then and else: if status == "New" then "Open" else "Closed".';
  }
  if (found === ',' && expected === '}')
    return 'No comma stands between the entries of a block. Leave it out.';
  if (found === '(' && lines.has(rule)) {
    return 'What these brackets hold does not read as the arguments of a function: values, commas between them, and ) behind the last.';
  }
  if (rest.startsWith('==') || (found === '=' && before === '='))
    return 'One = stands between a field and its value.';
  if (expected === '->' && /^[A-Za-z_]/.test(found)) {
    return `Expected "->" and an object of the destination, but ${found} stands here. A name with blanks is written in backticks.`;
  }
  if (expected === '->' && found === '=>') return 'An arrow from source to destination is written ->.';
  if (found === 'expect')
    return 'After expect comes an object with { Field = value }, held, skipped or failed; or no and an object.';
  if (rule === 'Literal' && /^[A-Za-z_]/.test(found)) {
    return 'A test gives plain values: a text in quotes, a number, true, false or empty.';
  }
  if (/^[+\-*/]$/.test(found) && expected === '}') {
    return `${found} cannot stand here. It binds tighter than |>: put what stands before it in parentheses.`;
  }
  return undefined;
}
