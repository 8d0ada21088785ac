/** The schema manifest: what discovery found, as a page of Markdown for a person. Shows no data, only shapes. */
import type { FieldSchema, ObjectSchema, SystemSchema } from './types.ts';

export function schemaManifest(schema: SystemSchema, objects: readonly ObjectSchema[]): string {
  const blocks = [
    `# ${cell(schema.connection)}: schema of ${cell(schema.system)}`,
    summary(schema),
    warnings(schema),
    table(
      ['Object', 'Label', 'Fields', 'Custom'],
      schema.objects.map((o) => [o.name, o.label, String(o.fields), yes(o.custom)]),
    ),
    pipelines(schema),
    automations(schema),
    ...objects.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(objectSection),
  ];
  return `${blocks.filter((b) => b !== '').join('\n\n')}\n`;
}

function summary(schema: SystemSchema): string {
  const facts: [string, string][] = [
    ['Discovered', schema.discoveredAt],
    ['Objects', String(schema.objects.length)],
    ...(schema.users === undefined ? [] : [['Users', String(schema.users)] satisfies [string, string]]),
    ...Object.entries(schema.about ?? {}),
    ...Object.entries(schema.limits ?? {}).map(([name, limit]): [string, string] => [
      name,
      limit.remaining === undefined ? `${limit.max}` : `${limit.remaining} of ${limit.max} left`,
    ]),
  ];
  return facts.map(([name, value]) => `- ${cell(name)}: ${cell(value)}`).join('\n');
}

function warnings(schema: SystemSchema): string {
  if (!schema.warnings?.length) return '';
  return ['## To look at', '', ...schema.warnings.map((w) => `- ${cell(w)}`)].join('\n');
}

function pipelines(schema: SystemSchema): string {
  if (!schema.pipelines?.length) return '';
  const rows = schema.pipelines.flatMap((p) =>
    p.stages.map((s) => [
      p.object,
      p.name,
      String(s.order + 1),
      s.name,
      s.probability === undefined ? '' : `${s.probability} %`,
      s.won ? 'won' : s.closed ? 'lost' : 'open',
    ]),
  );
  return `## Pipelines\n\n${table(['Object', 'Pipeline', '#', 'Stage', 'Probability', 'State'], rows)}`;
}

function automations(schema: SystemSchema): string {
  if (!schema.automations?.length) return '';
  const rows = schema.automations.map((a) => [
    a.name,
    a.trigger ?? '',
    a.conditions ?? '',
    a.actions ?? '',
    a.active === undefined ? '' : a.active ? 'yes' : 'no',
  ]);
  return `## Automations\n\n${table(['Name', 'Trigger', 'Conditions', 'Actions', 'Active'], rows)}`;
}

function objectSection(object: ObjectSchema): string {
  const origin = Object.entries(object.origin ?? {}).map(([k, v]) => `${cell(k)} \`${visible(v)}\``);
  const rows = object.fields.map((f) => [
    f.name,
    f.label,
    typeOf(f),
    yes(f.required),
    f.unique || f.name === object.idField ? 'yes' : '',
    f.createable ? (f.updateable ? 'yes' : 'on insert') : f.updateable ? 'on update' : '',
    yes(f.custom),
  ]);
  return [
    `## ${cell(object.name)}`,
    ...(origin.length ? ['', `Read from ${origin.join(', ')}.`] : []),
    '',
    table(['Field', 'Label', 'Type', 'Required', 'Unique', 'Writable', 'Custom'], rows),
  ].join('\n');
}

function typeOf(field: FieldSchema): string {
  const size =
    field.precision === undefined
      ? field.length === undefined
        ? ''
        : `(${field.length})`
      : `(${field.precision}, ${field.scale ?? 0})`;
  const target = field.references?.length ? ` → ${field.references.join(', ')}` : '';
  const values = field.values?.length ? `: ${field.values.map((v) => v.label).join(', ')}` : '';
  const element = field.element?.length ? ` of { ${field.element.map((e) => e.name).join(', ')} }` : '';
  return `${field.kind}${size}${element}${target}${values}`;
}

const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Text that may come from a stranger's file: no markup, no line break, no end of a table cell. */
function cell(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\|<>`*[\]]/g, (sign) => `\\${sign}`)
    .trim();
}

const visible = (text: string): string =>
  JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('`', "'");
const yes = (flag: boolean | undefined): string => (flag ? 'yes' : '');
