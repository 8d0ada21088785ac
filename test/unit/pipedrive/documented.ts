import { departures as ofAnswers } from '../emulators/pipedrive/departures.ts';
import { operation, violations, type Operation } from '../emulators/pipedrive/openapi.ts';
import type { Heard } from './account.ts';

/** Where the vendor's document is wrong about what its server takes. */
const departures: readonly { readonly path: RegExp; readonly problem: RegExp }[] = [
  // Clearing a value is by null, which the server takes and the document forgets.
  { path: /^(?:PATCH|PUT) /, problem: /^null must be/ },
];

/** What a record is not linked to, or does not have, is null in an answer; most schemas forget to say so. */
const emptyMember =
  /\/(?:(?:org|deal|person|lead)_id|(?:deal|person|org|lead)_name|last_name|due_time|duration|location|note|marked_as_done_time)$/;

const templates = [
  '/deals/archived',
  '/leads/archived',
  '/deals/products',
  '/deals/{id}/products',
  '/deals/{id}/products/{product_attachment_id}',
  '/itemSearch/field',
  '/users/me',
  '/dealFields/{field_code}/options',
  '/organizationFields/{field_code}/options',
];

/** In which ways a request, and the answer to it, is not what the vendor's documents say. */
export function problems(heard: Heard): string[] {
  const [, version, rest] = /^\/api\/v([12])(\/.*)$/.exec(heard.path) ?? [];
  const v = Number(version) as 1 | 2;
  const template = templateOf(v, heard.method, rest ?? '');
  const name = `${heard.method} v${v} ${template ?? rest}`;
  const described = template === undefined ? undefined : operation(v, heard.method, template);
  if (!described) return [`${name}: no such operation`];
  return [
    ...ofRequest(heard, name, described),
    ...ofAnswer(heard, `v${v} ${heard.method} ${template}`, described),
  ];
}

function ofRequest(heard: Heard, name: string, described: Operation): string[] {
  const known = new Set((described.parameters ?? []).filter((p) => p.in === 'query').map((p) => p.name));
  const faults = [...heard.query.keys()]
    .filter((q) => !known.has(q))
    .map((q) => `${name}: no parameter ${q}`);
  for (const p of described.parameters ?? [])
    if (p.in === 'query' && p.required && !heard.query.has(p.name))
      faults.push(`${name}: ${p.name} is missing`);
  const [type = ''] = heard.type.split(';');
  if (heard.body.length === 0) return faults;
  const media = described.requestBody?.content[type];
  if (!media) return [...faults, `${name}: takes no ${type}`];
  if (type !== 'application/json' || !media.schema) return faults;
  const wrong = violations(media.schema, JSON.parse(heard.body.toString('utf8'))).filter(
    ({ problem }) => !departures.some((d) => d.path.test(name) && d.problem.test(problem)),
  );
  return [...faults, ...wrong.map(({ at, problem }) => `${name} ${at}: ${problem}`)];
}

function templateOf(version: 1 | 2, method: string, path: string): string | undefined {
  const [, object = ''] = path.split('/');
  return [...templates, `/${object}`, `/${object}/{id}`, `/${object}/{field_code}/options`]
    .filter((template) => operation(version, method, template) !== undefined)
    .find((template) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
}

function ofAnswer({ answer }: Heard, name: string, described: Operation): string[] {
  const { status, type, text } = answer;
  // Refusals have one shape, which the documents show for few operations.
  if (status >= 400)
    return 'success' in (JSON.parse(text) as object) ? [] : [`${name}: ${status} without a shape`];
  const found = described.responses[String(status)];
  if (!found) return [`${name} answers ${status}, which is not described`];
  const schema = found.content?.['application/json']?.schema;
  if (!schema || !type.includes('json')) return [];
  return violations(schema, JSON.parse(text))
    .filter(
      ({ at, problem }) =>
        !(emptyMember.test(at) && problem.startsWith('null must be')) &&
        !ofAnswers.some(
          (d) => d.side === undefined && d.operation.test(name) && d.at.test(at) && d.problem.test(problem),
        ),
    )
    .map(({ at, problem }) => `${name} answers ${at}: ${problem}`);
}
