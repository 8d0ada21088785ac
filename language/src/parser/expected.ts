/** What may stand at a place of the grammar, in a person's words. */

const value = 'a value: a field, a text in quotes, a number, or a function';
const mapLine = 'a line (Field = value, key, match, use, each, flag or skip)';

/** Of the rules whose alternatives have nothing in common but their meaning. */
const byRule: Readonly<Record<string, string>> = {
  MigmapFile:
    'a statement: map, split, values, pipelines, owners, fields, object, fragment, export, skip or test',
  MapLine: 'a line: Field = value, or key, match, use, each, flag or skip',
  MatchLine: 'fill, update, skip or hold',
  ...Object.fromEntries(
    ['Expression', 'Negation', 'Comparison', 'Coalesced', 'Piped', 'Translated', 'Unary', 'Primary'].map(
      (rule) => [rule, value],
    ),
  ),
  Unmatched: 'hold, placeholder, or use and an e-mail address in quotes',
  Fallback: 'what to do: hold, skip, empty, keep, create, or a value in quotes',
  OtherwiseBranch: '-> and an object, or hold, or skip and why in quotes',
  TypeArgument: 'a number, a value in quotes, or an object',
  Name: 'a name',
  TestStep: 'given … or expect …',
  ExpectRecord: 'held, skipped, failed, or { Field = value }',
  Literal: 'a value: a text in quotes, a number, true, false or empty',
};

/** What may stand in a block instead of the brace that would close it. */
const inBlock: Readonly<Record<string, string>> = {
  ObjectMap: mapLine,
  Branch: mapLine,
  OtherwiseBranch: mapLine,
  Fragment: mapLine,
  EachLine: mapLine,
  Split: 'when … -> …, otherwise …',
  ValueTable: 'a line "source" => "destination", otherwise …',
  Pipelines: 'a pipeline "source" => "destination" { … }, otherwise …',
  PipelineEntry: 'a stage "source" => "destination"',
  FieldsBlock: 'a field (Name : Type)',
  CustomObject: 'a field (Name : Type)',
  Export: 'a column (name = value)',
  MappingTest: 'given … or expect …',
  Given: 'a field (Name = value)',
  ExpectRecord: 'a field (Name = value)',
};

const byToken: Readonly<Record<string, string>> = {
  NAME: 'a name',
  QUOTED_NAME: 'a name in backticks',
  FIELD_NAME: 'a field',
  FUNCTION_NAME: 'a function',
  STRING: 'a text in quotes',
  NUMBER: 'a number',
  TEMPLATE_HEAD: 'a text in quotes',
  TEMPLATE_MIDDLE: '} and the rest of the text',
  TEMPLATE_TAIL: '} and the end of the text',
  EOF: 'the end of the file',
};

/** `undefined` where nothing more can be said than that something else cannot stand there. */
export function expectedAt(rule: string, token: string | undefined): string | undefined {
  if (token === '}' && inBlock[rule]) return `${inBlock[rule]} or the closing }`;
  if (byRule[rule] && (token === undefined || rule !== 'OtherwiseBranch')) {
    if (token === undefined || byToken[token] || ['Name', 'Primary'].includes(rule)) return byRule[rule];
  }
  return token === undefined ? undefined : (byToken[token] ?? `"${token}"`);
}
