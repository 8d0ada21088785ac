/** Values as a person reads them in a preview. */
import type { Source, SourceRecord } from '../connectors/source.ts';
import { asText } from '../mapping/coerce.ts';
import { isDeferred, type Deferred, type DraftValue } from '../mapping/draft.ts';
import type { Mapping } from '../mapping/ir.ts';
import { kindsNamed } from '../mapping/named.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { isEmpty } from '../values.ts';
import type { Lookup, Wanted } from './lookup.ts';

export interface Shown {
  readonly text: string;
  readonly problem?: string;
}

export interface ShowContext {
  readonly mapping: Mapping;
  readonly source: Source;
  readonly sourceCatalog: SchemaCatalog;
  readonly lookup: Lookup;
}

/** Deferred values are shown by what they will point at; what is not in the source would hold the record. */
export async function show(value: DraftValue, context: ShowContext): Promise<Shown> {
  if (!isDeferred(value)) return { text: asText(value) };
  switch (value.deferred) {
    case 'ref':
      return showReference(value, context);
    case 'named':
      return { text: `→ the ${kindsNamed(value)} “${value.name}”` };
    case 'this':
      return { text: `→ ${value.destinationObject} of this record` };
    case 'parent':
      return { text: '→ the record it belongs to' };
    case 'migrationUser':
      return { text: '→ the user who runs the load' };
    case 'owner':
      return showOwner(value.value, context);
    case 'file':
      return showFile(value, context);
    case 'choice':
      return showChoice(value.options, context);
  }
}

type Of<Kind extends Deferred['deferred']> = Extract<Deferred, { deferred: Kind }>;

function showReference(reference: Of<'ref'>, { lookup, sourceCatalog }: ShowContext): Shown {
  const objects = reference.objects.join(' or ');
  for (const wanted of wantedBy(reference)) {
    const record = lookup.find(wanted);
    if (!record) continue;
    const name = nameOf(record, wanted.object, sourceCatalog);
    return { text: `→ ${wanted.object} ${record.id}${name === '' ? '' : ` (${name})`}` };
  }
  const by = reference.field === undefined ? '' : ` with ${reference.field}`;
  return {
    text: `→ ${objects}${by} ${reference.value}`,
    problem: `no ${objects}${by} ${reference.value} is in the source`,
  };
}

/** The source record that a deferred value points at, for `Lookup.fetch`. */
export function wantedBy(value: DraftValue, mapping?: Mapping): readonly Wanted[] {
  if (!isDeferred(value)) return [];
  if (value.deferred === 'choice') return value.options.flatMap((option) => wantedBy(option, mapping));
  if (value.deferred === 'owner') return mapping ? ownerWanted(value.value, mapping) : [];
  if (value.deferred !== 'ref') return [];
  const { objects, field } = value;
  return objects.map((object) => ({ object, value: value.value, ...(field !== undefined && { field }) }));
}

function ownerWanted(value: string, { owners }: Mapping): readonly Wanted[] {
  if (!owners) return [];
  const { sourceObject: object, sourceField: field } = owners;
  return [
    { object, value },
    { object, field, value },
  ];
}

function showOwner(value: string, { mapping, lookup }: ShowContext): Shown {
  const record = ownerWanted(value, mapping)
    .map((wanted) => lookup.find(wanted))
    .find((found) => found !== undefined);
  const match = record && mapping.owners && record.values[mapping.owners.sourceField];
  if (!match) {
    return {
      text: `→ user ${value}`,
      problem: `no source user ${value} whose destination user could be found`,
    };
  }
  return { text: `→ user ${asText(match)}` };
}

async function showFile({ path, over }: Of<'file'>, { source }: ShowContext): Promise<Shown> {
  const file = await source.file(path);
  if (!file) return { text: `→ file ${path}`, problem: `the file ${path} is not in the source` };
  const size = `${file.bytes.toLocaleString('en-US')} bytes`;
  if (over && file.bytes > over.bytes)
    return { text: `${over.link ?? ''} (too large a file: ${size})`.trim() };
  return { text: `→ file ${file.name} (${size})` };
}

async function showChoice(options: readonly DraftValue[], context: ShowContext): Promise<Shown> {
  const problems: Shown[] = [];
  for (const option of options) {
    const shown = await show(option, context);
    if (shown.problem === undefined) return shown;
    problems.push(shown);
  }
  return {
    text: problems.map(({ text }) => text).join(' or '),
    problem: problems.map(({ problem }) => problem).join(', and '),
  };
}

const nameFields = ['name', 'title', 'subject', 'filename', 'email'];

/** What a person calls a source record: its name field, a first and last name, or the like. */
function nameOf({ values }: SourceRecord, object: string, catalog: SchemaCatalog): string {
  const named = catalog.object(object)?.nameField;
  const person = [values.first_name, values.last_name].filter((part) => !isEmpty(part));
  const candidates = [
    named === undefined ? null : values[named],
    person.map((part) => asText(part ?? null)).join(' '),
    ...nameFields.map((field) => values[field]),
  ];
  const found = candidates.find((candidate) => !isEmpty(candidate));
  return asText(found ?? null).slice(0, 80);
}
