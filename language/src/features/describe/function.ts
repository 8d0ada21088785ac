import type { Signature } from '@migmap/engine/mapping/functions/signature';
import { doesNotFit } from '@migmap/engine/mapping/functions/signature';
import { signatureText } from '@migmap/engine/mapping/functions/signatures';
import { code } from './field.ts';

/** Markdown for a function: signature, what it does, its parameters, an example. */
export function describeFunction(name: string, signature: Signature): string {
  const parameters = signature.parameters.map((p) => `- \`${p.name}\` ${p.doc}`).join('\n');
  const examples = signature.examples.slice(0, 2).map(([expression, result]) => {
    const given = result === doesNotFit ? 'does not fit' : JSON.stringify(result);
    return `${expression}  // ${given}`;
  });
  return [
    code(signatureText(name, signature)),
    signature.doc,
    parameters,
    examples.length > 0 && code(examples.join('\n')),
  ]
    .filter(Boolean)
    .join('\n\n');
}
