/**
 * The one table of the language's functions: type checker, hover, signature help, completion, documentation
 * (docs/functions.md) and the implementations (`implementations.ts`) are made from it. Data only, and cheap to load.
 */
import type { Signature } from './signature.ts';
import { contactSignatures } from './signatures/contact.ts';
import { dateSignatures } from './signatures/date.ts';
import { hashSignatures } from './signatures/hash.ts';
import { htmlSignatures } from './signatures/html.ts';
import { listSignatures } from './signatures/list.ts';
import { numberSignatures } from './signatures/number.ts';
import { textSignatures } from './signatures/text.ts';

const table = {
  ...textSignatures,
  ...contactSignatures,
  ...numberSignatures,
  ...dateSignatures,
  ...htmlSignatures,
  ...listSignatures,
  ...hashSignatures,
};

export type FunctionName = keyof typeof table;

export const signatures: Readonly<Record<FunctionName, Signature>> = table;

const byName: ReadonlyMap<string, Signature> = new Map(Object.entries(signatures));

export const functionNames: readonly string[] = [...byName.keys()];

/** The function's signature, or `undefined` where there is none of that name. */
export function signatureOf(name: string): Signature | undefined {
  return byName.get(name);
}

/** Fewest and most arguments; the most is `Infinity` with a rest parameter. */
export function arity({ parameters }: Signature): { readonly min: number; readonly max: number } {
  return {
    min: parameters.filter((p) => !p.optional && !p.rest).length,
    max: parameters.some((p) => p.rest) ? Infinity : parameters.length,
  };
}

/** `truncate(text, length, ending?)` */
export function signatureText(name: string, { parameters }: Signature): string {
  return `${name}(${parameters.map((p) => (p.rest ? `…${p.name}` : p.optional ? `${p.name}?` : p.name)).join(', ')})`;
}
