import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { load } from 'js-yaml';

const specs = process.env['MIGMAP_SPECS'] ?? '../shared/specs';
const file = (version: 1 | 2): string => `${specs}/pipedrive/openapi-v${version}.yaml`;

/** Whether the vendor's documents are there to be compared with. */
export const documented: boolean = existsSync(file(1)) && existsSync(file(2));

interface Media {
  readonly schema?: AnySchema;
}
export interface Operation {
  readonly 'x-token-cost'?: number;
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
  }[];
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const documents = new Map<1 | 2, Paths>();

export function operation(version: 1 | 2, method: string, path: string): Operation | undefined {
  let paths = documents.get(version);
  if (paths === undefined) {
    paths = (load(readFileSync(file(version), 'utf8')) as { paths: Paths }).paths;
    documents.set(version, paths);
  }
  return paths[path]?.[method.toLowerCase()];
}

// Ajv reads OpenAPI 3.0's `nullable` itself.
const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
formats.default(ajv);
ajv.addFormat('byte', true);
ajv.addFormat('binary', true);

const validators = new Map<AnySchema, ValidateFunction>();

export interface Violation {
  /** Place in the body, `*` for any index. */
  readonly at: string;
  readonly problem: string;
}

/** Where a value is not what a schema of the document says. */
export function violations(schema: AnySchema, value: unknown): Violation[] {
  let validate = validators.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(schema);
    validators.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => ({
    at: error.instancePath.replaceAll(/\/\d+(?=\/|$)/g, '/*'),
    problem: `${error.data === null ? 'null ' : ''}${error.message ?? error.keyword} ${JSON.stringify(error.params)}`,
  }));
}
