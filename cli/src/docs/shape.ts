/** A zod schema as Markdown: nested lists of properties with their types, in the schema's own order. */
import * as z from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

export function shape(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: 'output', reused: 'inline' });
  if (json.oneOf ?? json.anyOf) return variants((json.oneOf ?? json.anyOf) as Schema[]);
  return properties(json, 0);
}

/** The members of a union of objects, each under the value that tells it apart. */
function variants(members: readonly Schema[]): string {
  return members
    .map((member) => {
      const [name, tag] =
        Object.entries(member.properties ?? {}).find(([, p]) => constant(p) !== undefined) ?? [];
      const title = name === undefined ? '' : `**\`"${name}": "${String(constant(tag))}"\`**\n\n`;
      return `${title}${properties(member, 0, name)}`;
    })
    .join('\n\n');
}

function properties(schema: Schema, depth: number, without?: string): string {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== without)
    .flatMap(([name, raw]) => {
      const property = raw as Schema;
      const optional = required.has(name) ? '' : ', may be absent';
      const text = property.description ? `: ${property.description}` : '';
      const line = `${'  '.repeat(depth)}- \`${name}\` ${type(property)}${optional}${text}`;
      const inner = innerObject(property);
      return inner ? [line, properties(inner, depth + 1)] : [line];
    })
    .join('\n');
}

/** The object whose properties are listed below: itself, or what a list or a record holds. */
function innerObject(schema: Schema): Schema | undefined {
  if (schema.properties) return schema;
  if (schema.items && typeof schema.items === 'object' && !Array.isArray(schema.items))
    return innerObject(schema.items);
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object')
    return innerObject(schema.additionalProperties);
  return undefined;
}

function type(schema: Schema): string {
  const value = constant(schema);
  if (value !== undefined) return `\`${JSON.stringify(value)}\``;
  if (schema.enum) return schema.enum.map((option) => `\`${JSON.stringify(option)}\``).join(' · ');
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return union.map((member) => type(member as Schema)).join(' or ');
  if (schema.type === 'array') return `list of ${type((schema.items ?? {}) as Schema)}`;
  if (schema.type === 'object' && !schema.properties) {
    const keys = (schema.propertyNames as Schema | undefined)?.enum;
    const values = type((schema.additionalProperties ?? {}) as Schema);
    return keys
      ? `${values} for each of ${keys.map((key) => `\`${String(key)}\``).join(', ')}`
      : `${values} by name`;
  }
  if (schema.type === 'object') return 'object';
  return schema.type === undefined ? 'any value' : String(schema.type);
}

function constant(schema: unknown): unknown {
  return (schema as Schema).const;
}
