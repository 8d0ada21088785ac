import { UriUtils, type LangiumDocument } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import { InlayHintKind, type InlayHint, type InlayHintParams } from 'vscode-languageserver';
import { conversion } from '../types/convert.ts';
import { isUnknown } from '../types/type.ts';
import type { BoundLine } from '../bind/program.ts';
import type { MigmapLspServices } from '../lsp.ts';
import { typeText } from './describe/type-text.ts';
import { programAt } from './place/program.ts';

/** Behind each line the type of its field, and the conversion where the value is of another kind: `text → Date`. */
export class TypeHints implements InlayHintProvider {
  private readonly services: MigmapLspServices;
  constructor(services: MigmapLspServices) {
    this.services = services;
  }

  getInlayHints(document: LangiumDocument, { range }: InlayHintParams): InlayHint[] {
    const program = programAt(this.services, document);
    const hints = new Map<string, InlayHint>();
    for (const line of program.maps.flatMap((map) => map.lines)) {
      const cst = line.node.$cstNode;
      const hint = hintOf(line);
      if (!cst || !hint || !UriUtils.equals(cst.root.astNode.$document?.uri, document.uri)) continue;
      const { end } = cst.range;
      if (end.line < range.start.line || end.line > range.end.line) continue;
      // A line of a fragment has a hint per use; one that means the same everywhere is shown once.
      hints.set(`${end.line}:${end.character} ${hint}`, {
        position: end,
        label: hint,
        kind: InlayHintKind.Type,
        paddingLeft: true,
      });
    }
    return [...hints.values()];
  }
}

function hintOf({ node, field, value }: BoundLine): string | undefined {
  const schema = field?.schema;
  // A line that is being written has no value yet, whatever its type says.
  if (!schema || !(node as Partial<typeof node>).value) return undefined;
  const { kind } = value.type;
  const type = typeText(schema);
  if (isUnknown(value.type) || kind === 'deferred' || kind === 'any' || kind === 'empty') return type;
  if (kind === schema.kind) return type;
  return `${kind} ${conversion(kind, schema.kind).result === 'loses' ? '⇢' : '→'} ${type}`;
}
