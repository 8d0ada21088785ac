import type { FileValue } from '../connectors/destination.ts';
import type { MadeRecord } from '../journal/journal.ts';
import type { Deferred, DraftValue } from '../mapping/draft.ts';
import { isDeferred, isNamed, type Named } from '../mapping/draft.ts';
import type { PreparedLine } from '../mapping/line.ts';
import { Misfit } from '../mapping/misfit.ts';
import { kindsNamed } from '../mapping/named.ts';
import type { FieldSchema } from '../schema/types.ts';
import { isEmpty, type Value } from '../values.ts';
import type { RunContext } from './context.ts';
import type { References } from './references.ts';

/** A settled value, or why there is none; `{}` in a reason stands for `detail`. */
type Found =
  | { readonly value: Value; readonly flag?: string }
  | {
      readonly missing: string;
      readonly detail?: string;
      /** There is what it names, and a person or a later load has yet to settle it: no second choice may take its place. */
      readonly waits?: true;
    };

export type Settled = Found | { readonly file: FileValue };

export interface SettleScope {
  readonly context: RunContext;
  readonly references: References;
  readonly sourceId: string;
  readonly element: string;
  readonly sourceObject: string;
  readonly field: FieldSchema | undefined;
  readonly fieldName: string;
}

const waits = true;

export async function settleValue(value: DraftValue, scope: SettleScope): Promise<Settled> {
  return isDeferred(value) ? settleDeferred(value, scope) : { value };
}

/** Settles what needs no waiting; files alone do. */
export function settleDeferred(deferred: Deferred, scope: SettleScope): Settled | Promise<Settled> {
  const { context, references } = scope;
  switch (deferred.deferred) {
    case 'ref':
      return pick(references.of(deferred), sourceNameOf(deferred), scope);
    case 'named':
      return settleNamed(deferred, scope);
    case 'this':
      return pick(
        references.ofSame(scope.sourceId).filter((r) => r.destinationObject === deferred.destinationObject),
        { what: deferred.destinationObject, which: scope.sourceId },
        scope,
      );
    case 'parent':
      return pick(references.ofParent(scope), { what: scope.sourceObject, which: scope.sourceId }, scope);
    case 'owner': {
      const id = context.owners.destinationOf(deferred.value);
      return id === undefined
        ? { missing: 'its owner {} has no active user in the destination', detail: deferred.value, waits }
        : { value: id };
    }
    case 'migrationUser':
      return { value: context.me.id };
    case 'file':
      return settleFile(deferred, scope);
    case 'choice':
      return settleChoice(deferred.options, scope);
  }
}

/** What the line's `else` puts in place of a value that is missing; `undefined` where it puts nothing there. */
export function settleInstead(line: PreparedLine | undefined, scope: SettleScope): Found | undefined {
  const instead = line?.instead;
  if (instead === undefined) return undefined;
  if (instead instanceof Misfit) return { missing: instead.reason };
  return isNamed(instead) ? settleNamed(instead, scope) : { value: instead };
}

function settleNamed(named: Named, { context }: SettleScope): Found {
  const [id, second] = context.names.of(named);
  const kinds = kindsNamed(named);
  if (id === undefined)
    return { missing: `no ${kinds} named “{}” stands in the destination`, detail: named.name };
  if (second === undefined) return { value: id };
  return {
    missing: `more than one ${kinds} named “{}” stands in the destination; say which one is meant`,
    detail: named.name,
    waits,
  };
}

/** The first option that settles to something. One that waits is not passed over: a record is never put under a second choice. */
async function settleChoice(options: readonly DraftValue[], scope: SettleScope): Promise<Settled> {
  let missing: Settled | undefined;
  for (const option of options) {
    const settled = await settleValue(option, scope);
    if ('file' in settled || ('value' in settled && !isEmpty(settled.value))) return settled;
    if (!('missing' in settled)) continue;
    if (settled.waits) return settled;
    missing ??= settled;
  }
  return missing ?? { value: null };
}

function sourceNameOf(ref: Extract<Deferred, { deferred: 'ref' }>): { what: string; which: string } {
  return { what: ref.objects.join(' or '), which: ref.value };
}

function pick(
  rows: readonly MadeRecord[],
  name: { what: string; which: string },
  scope: SettleScope,
): Settled {
  const targets = scope.field?.references ?? [];
  // Several maps may have made something of the record; those that the field can point at are meant.
  const fit = targets.length === 0 ? rows : rows.filter((r) => targets.includes(r.destinationObject));
  const ids = new Set(fit.flatMap((r) => r.destinationId ?? []));
  const [id] = ids;
  if (id !== undefined && ids.size === 1) return { value: id };
  if (ids.size > 1)
    return {
      missing: `several records were made from ${name.what} {}; say which one is meant`,
      detail: name.which,
      waits,
    };
  const became = rows.find((r) => r.destinationId !== null);
  if (became !== undefined && fit.length === 0)
    return {
      missing: `its ${name.what} {} became ${became.destinationObject}, which ${scope.fieldName} cannot point at`,
      detail: name.which,
    };
  // What no branch of a split takes may yet become anything; what became something else will not fit.
  const hoped = rows.filter((r) => r.destinationObject === '' || fit.includes(r));
  const waiting = hoped.find((r) => r.state !== 'skipped');
  const row = waiting ?? hoped[0] ?? rows[0];
  if (row === undefined)
    return { missing: `its ${name.what} {} is not in the source, or no map takes it`, detail: name.which };
  const open = row.state === 'pending' || row.state === 'sent';
  // Where several maps took it, the one that matters here is named.
  const several = new Set(rows.map((r) => r.destinationObject)).size > 1;
  const which = several ? ` (${row.destinationObject})` : '';
  return {
    missing: `its ${name.what} {}${which} ${open ? 'is not loaded yet' : `was ${row.state}`}`,
    detail: name.which,
    ...(waiting && { waits }),
  };
}

async function settleFile(
  deferred: Extract<Deferred, { deferred: 'file' }>,
  { context }: SettleScope,
): Promise<Settled> {
  const file = await context.options.source.file(deferred.path);
  if (file === undefined) return { missing: 'the file {} is missing from the source', detail: deferred.path };
  if (deferred.over !== undefined && file.bytes > deferred.over.bytes) {
    const flag = `larger than ${megabytes(deferred.over.bytes)}: the link was written instead of the file`;
    if (deferred.over.link !== null) return { value: deferred.over.link, flag };
    return {
      missing: `the file {} is larger than ${megabytes(deferred.over.bytes)} and has no link`,
      detail: deferred.path,
    };
  }
  if (file.bytes > context.capabilities.maxFileBytes)
    return {
      missing: `the file {} is larger than the ${megabytes(context.capabilities.maxFileBytes)} that the destination takes`,
      detail: deferred.path,
    };
  return { file };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e5) / 10} MB`;
}
