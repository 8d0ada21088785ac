import { readableName } from '@migmap/engine/schema/readable-name';
import type { Expr } from '@migmap/engine/mapping/ir';
import { walk } from '@migmap/engine/mapping/walk';
import type { BoundLine, BoundMap, Program } from '../bind/program.ts';
import { admits } from './admission.ts';
import { entryLine, insertEntriesFix } from './entries.ts';
import { dataOf, profileOf, uncovered, type FieldData } from './profile.ts';
import type { Fix, Issue, Rule } from './rule.ts';
import { count, cstAt, list, plural, rangeOf, uriOf } from './text.ts';

type Via = Extract<Expr, { kind: 'via' }>;

export const uncoveredValue: Rule = {
  code: 'MM403',
  name: 'uncovered-value',
  severity: 'warning',
  *check(program) {
    for (const map of program.maps) {
      for (const line of map.lines) {
        yield* throughTables(line, map, program);
        yield* intoPicklist(line, map, program);
      }
    }
  },
};

/** `field via Table`, wherever it stands in the line: source values that no line of the table names. */
function* throughTables(line: BoundLine, map: BoundMap, program: Program): Generator<Issue> {
  for (const via of viasIn(line.value.ir)) {
    const table = program.tables.get(via.table);
    const fallback = program.tableFallbacks.get(via.table)?.kind;
    if (!table || via.value.kind !== 'field' || via.value.scope !== undefined) continue;
    if (fallback !== 'hold' && fallback !== 'keep') continue;
    const data = profileOf(program, map.sourceName, via.value.path.join('.'));
    if (!data) continue;
    const sources = new Set(table.entries.map((entry) => entry.source.trim()));
    const options = optionsOf(line);
    const kept = (value: string) => fallback === 'keep' && (!options || options.has(value.toLowerCase()));
    const { values, records } = uncovered(
      data,
      (value) => sources.has(value.trim()) || kept(value) || !admits(map, data.field.field, value, program),
    );
    if (!values.length) continue;
    const fate = fallback === 'hold' ? 'their records are held' : 'the destination has no such value';
    const lines = values.map(({ value }) => entryLine(value, labelsOf(line)));
    const fix = insertEntriesFix(
      `Add ${plural(values.length, 'line')} to ${via.table}`,
      table,
      lines.map((l) => l.text),
      lines.map((l) => l.snippet),
    );
    yield {
      node: line.node,
      property: 'value',
      message: `${told(values, records, data)} not in ${via.table}, so ${fate}: ${shown(values)}. Add lines for them.`,
      fixes: fix ? [fix] : [],
    };
  }
}

/** `Industry = industry`: source values that the picklist refuses. */
function* intoPicklist(line: BoundLine, map: BoundMap, program: Program): Generator<Issue> {
  const options = optionsOf(line);
  const data = dataOf(program, line.value.type, line.value.ir);
  if (!options || !data || line.otherwise || line.field?.schema?.restricted === false) return;
  const { values, records } = uncovered(
    data,
    (value) => options.has(value.toLowerCase()) || !admits(map, data.field.field, value, program),
  );
  if (!values.length) return;
  const message = `${told(values, records, data)} none that ${nameOf(line)} has, so their records are held: ${shown(values)}. Take the field through a value table: via TABLE.`;
  const fix = tableFix(line, data, program);
  yield { node: line.node, property: 'value', message, fixes: fix ? [fix] : [] };
}

/** Writes a value table with all values of the field, and takes the line through it. */
function tableFix(line: BoundLine, { field }: FieldData, program: Program): Fix | undefined {
  const first = program.maps[0]?.split
    ? program.splits.find((split) => split.id === program.maps[0]!.split!.id)?.node
    : program.maps[0]?.node;
  const at = first?.$cstNode?.range.start;
  const base = `${nameOf(line).replaceAll(/\W|__c$/g, '')}Values`;
  if (!first || !at || program.tables.has(base)) return undefined;
  const entries = (field.values ?? []).map(({ value }) => entryLine(value, labelsOf(line)).text);
  const table = ['values ' + base + ' {', ...entries.map((entry) => `  ${entry}`), '  otherwise hold', '}'];
  const place = { node: line.node, property: 'value' };
  return {
    title: `Take it through a new value table ${base}`,
    edits: [
      { uri: uriOf(first), range: { start: at, end: at }, newText: `${table.join('\n')}\n\n` },
      { uri: uriOf(line.node), range: rangeOf(place), newText: `${cstAt(place)?.text ?? ''} via ${base}` },
    ],
  };
}

const nameOf = ({ field }: BoundLine): string => readableName(field!.schema ?? field!);

const labelsOf = ({ field }: BoundLine): string[] =>
  (field?.schema?.values ?? []).filter((v) => v.active !== false).map((v) => v.label);

/** Values the picklist has, in lower case: the load takes them in any. */
function optionsOf({ field }: BoundLine): Set<string> | undefined {
  if (field?.schema?.kind !== 'picklist' || !field.schema.values?.length) return undefined;
  const active = field.schema.values.filter((v) => v.active !== false);
  return new Set(active.flatMap((v) => [v.value.toLowerCase(), v.label.toLowerCase()]));
}

function told(values: readonly unknown[], records: number, data: FieldData): string {
  const more = data.field.distinctCapped ? 'at least ' : '';
  const be = values.length === 1 ? 'is' : 'are';
  return `${more}${plural(values.length, 'value')} (${count(records)} of ${plural(data.object.records, 'record')}) ${be}`.replace(
    /^./,
    (c) => c.toUpperCase(),
  );
}

function shown(values: readonly { readonly value: string; readonly count: number }[]): string {
  return list(values.map((v) => `${JSON.stringify(v.value)} (${count(v.count)})`));
}

const viasOf = new WeakMap<Expr, readonly Via[]>();

/** Looked for once: most lines are as they were before the last keystroke. */
function viasIn(expr: Expr): readonly Via[] {
  let found = viasOf.get(expr);
  if (!found) viasOf.set(expr, (found = [...walk(expr)].filter((inner) => inner.kind === 'via')));
  return found;
}
