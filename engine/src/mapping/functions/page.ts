/** docs/functions.md, made from the table. */
import { doesNotFit, type Example, type ResultType, type Signature } from './signature.ts';
import { signatures, signatureText } from './signatures.ts';

export function functionsPage(): string {
  const groups = Map.groupBy(Object.entries(signatures), ([, { group }]) => group);
  return [
    '# Functions',
    '<!-- Made from engine/src/mapping/functions/signatures by `node --conditions=migmap-source scripts/functions-page.mjs`. -->',
    introduction,
    ...[...groups].flatMap(([group, entries]) => [
      `## ${group}`,
      ...entries.map(([name, signature]) => section(name, signature)),
    ]),
    '',
  ].join('\n\n');
}

const introduction = `\`x |> f(y)\` is \`f(x, y)\`. A function of something empty is empty, unless it says otherwise. A value that a function cannot
work with *does not fit*: \`else\` on the line decides what then happens, and without it the record is held for a person.
Dates are ISO texts (\`2026-03-01\`), points in time are UTC (\`2026-03-01T09:30:00.000Z\`).`;

function section(name: string, signature: Signature): string {
  const { parameters, result, doc, takesEmpty } = signature;
  return [
    `### \`${signatureText(name, signature)}\``,
    `${doc}${takesEmpty ? ' Takes something empty as well.' : ''} Gives ${resultText(result, signature)}.`,
    parameters
      .map((p) => `- \`${p.name}\` (${p.type}${p.optional ? ', optional' : ''}): ${p.doc}`)
      .join('\n'),
    '```migmap',
    signature.examples.map(exampleText).join('\n'),
    '```',
  ]
    .join('\n\n')
    .replace('```migmap\n\n', '```migmap\n')
    .replace(/\n\n```$/, '\n```');
}

/** A result type in words: `text`, `as text`, `an element of list`. */
export function resultText(result: ResultType, { parameters }: Pick<Signature, 'parameters'>): string {
  if (typeof result === 'string') return result;
  const name = (index: number) => `\`${parameters[index]?.name ?? ''}\``;
  switch (result.rule) {
    case 'same':
      return `what ${name(result.as)} is`;
    case 'element':
      return `an element of ${name(result.of)}`;
    case 'elementField':
      return `a list of ${name(result.field)} of the elements of ${name(result.of)}`;
  }
}

/** `lower("ADA")  // "ada"` */
export function exampleText([expression, result, given]: Example): string {
  const shown = result === doesNotFit ? 'does not fit' : result === null ? 'empty' : JSON.stringify(result);
  return `${expression}  // ${shown}${given ? ` of ${JSON.stringify(given)}` : ''}`;
}
