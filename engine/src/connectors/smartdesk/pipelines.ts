/** Pipelines and automations out of the records that the export has of them. */
import type { Automation, ObjectSchema, Pipeline, Stage } from '../../schema/types.ts';
import type { Row, Value } from '../../values.ts';

/** A record per pipeline with its `stages` in a list, or a record per stage with its pipeline's name. */
export function pipelinesOf(records: readonly Row[], objects: readonly ObjectSchema[]): readonly Pipeline[] {
  const object =
    objects.find((o) => o.name !== 'Pipeline' && has(o, 'pipeline') && has(o, 'stage'))?.name ?? 'Deal';
  if (records.some((record) => Array.isArray(record.stages)))
    return records.map((record, i) => {
      const stages = (Array.isArray(record.stages) ? record.stages : []) as readonly Value[];
      return {
        id: text(record.id) || String(i + 1),
        name: text(record.name),
        object,
        stages: inOrder(stages.map(asRow)),
      };
    });
  const byName = new Map<string, Row[]>();
  for (const record of records) {
    const name = text(record.pipeline) || text(record.pipeline_name);
    if (name !== '')
      byName.set(name, [
        ...(byName.get(name) ?? []),
        { ...record, name: record.stage ?? record.stage_name ?? record.name ?? null },
      ]);
  }
  return [...byName].map(([name, rows]) => ({ id: name, name, object, stages: inOrder(rows) }));
}

function inOrder(rows: readonly Row[]): readonly Stage[] {
  return rows
    .map((row, place) => ({ row, order: number(row.order ?? row.position) ?? place }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ row }, order) => stageOf(row, order));
}

function stageOf(row: Row, order: number): Stage {
  const name = text(row.name);
  const probability = number(row.probability);
  const won = probability === 100;
  const lost = probability === 0 && /lost|churn|closed|dead|cancel|verloren|perdu/i.test(name);
  return {
    id: text(row.id) || name,
    name,
    order,
    ...(probability === undefined ? {} : { probability }),
    ...(won ? { closed: true, won: true } : lost ? { closed: true, won: false } : {}),
  };
}

export function automationsOf(records: readonly Row[]): readonly Automation[] {
  return records.map((record) => ({
    name: text(record.name) || text(record.id),
    ...optional('trigger', record.trigger),
    ...optional('conditions', record.conditions),
    ...optional('actions', record.actions),
    ...(typeof record.active === 'boolean' ? { active: record.active } : {}),
  }));
}

function optional<Name extends string>(name: Name, value: Value | undefined): { [key in Name]?: string } {
  const shown = text(value);
  return shown === '' ? {} : ({ [name]: shown } as { [key in Name]?: string });
}

const has = (object: ObjectSchema, field: string): boolean => object.fields.some((f) => f.name === field);
const asRow = (value: Value): Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : { name: value };
const number = (value: Value | undefined): number | undefined =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
      ? Number(value)
      : undefined;

function text(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string'
    ? value.trim()
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}
