/** A mapping of 1,000 lines, the same as YAML with a JSON Schema, and a Prisma schema of 1,000 lines. */
import { destinationObjects, maps } from './shape.ts';

/** How a line of the text looks whose name can be mistyped: what stands before the name, and behind it. */
export interface Text {
  readonly text: string;
  /** Offsets just behind a name; a letter more there is a name that means nothing. */
  readonly names: readonly number[];
}

export function migmapText(): Text {
  const blocks = maps.map(({ source, destination, lines }, index) => {
    const body = lines.map(({ field, value }, n) => `  ${field} = ${expression(n, value)}`);
    const parent = index ? `  skip parent_id "mapped by hand"` : `  skip parent_id "the first has none"`;
    return [`map ${source} -> ${destination} {`, '  key id => Legacy_Id__c', ...body, parent, '}', ''].join(
      '\n',
    );
  });
  return textOf(`migration Bench from smartdesk to salesforce\n\n${blocks.join('\n')}`, /value_\d+(?=\n)/g);
}

/** Plain copies, and now and then what mappings are written for. */
function expression(n: number, value: string): string {
  if (n % 8 === 0) return n % 16 ? `"{value_0} {value_8}" |> trim |> truncate(200)` : value;
  if (n % 8 === 1) return `${value} |> lower`;
  return value;
}

export function yamlText(schema: string): Text {
  const blocks = maps.map(({ source, destination, lines }) =>
    [
      `  ${destination}:`,
      `    source: ${source}`,
      '    key: { from: id, to: Legacy_Id__c }',
      '    fields:',
      ...lines.map(({ field, value }) => `      ${field}: ${value}`),
      '',
    ].join('\n'),
  );
  const head = `# yaml-language-server: $schema=${schema}\nmigration: { name: Bench, from: smartdesk, to: salesforce }\nmaps:\n`;
  return textOf(head + blocks.join('\n'), /Field_\d+__c(?=: value)/g);
}

/** Destination objects and their fields as properties: the lookup that serves a validator best. */
export function jsonSchema(): object {
  const map = (fields: readonly { name: string; label: string }[]) => ({
    type: 'object',
    additionalProperties: false,
    required: ['source', 'key'],
    properties: {
      source: { type: 'string' },
      key: { type: 'object' },
      fields: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          fields.map(({ name, label }) => [name, { type: 'string', description: label }]),
        ),
      },
    },
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: false,
    properties: {
      migration: { type: 'object' },
      maps: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(destinationObjects().map((o) => [o.name, map(o.fields)])),
      },
    },
  };
}

export function prismaText(): Text {
  const head =
    'datasource db {\n  provider = "postgresql"\n}\n\ngenerator client {\n  provider = "prisma-client-js"\n}\n';
  const blocks = maps.map(({ source, lines }) =>
    [
      `model ${source} {`,
      '  id Int @id @default(autoincrement())',
      ...lines.map(({ value }, n) => `  ${value} ${['String', 'Int', 'Boolean', 'DateTime'][n % 4]}`),
      '}',
      '',
    ].join('\n'),
  );
  return textOf(`${head}\n${blocks.join('\n')}`, /(?<=value_\d+ )\w+(?=\n)/g);
}

function textOf(text: string, name: RegExp): Text {
  return { text, names: [...text.matchAll(name)].map((match) => match.index + match[0].length) };
}
