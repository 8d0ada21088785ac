import type { LangiumDocument } from 'langium';
import type { CallHierarchyProvider } from 'langium/lsp';
import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
} from 'vscode-languageserver';
import { URI } from 'langium';
import type { BoundMap, Program } from '../../bind/program.ts';
import type { MigmapLspServices } from '../../lsp.ts';
import { rangeOf, uriOf } from '../../rules/text.ts';
import { programAt } from '../place/program.ts';
import { nth } from './code-lens.ts';
import { loadOrder } from './load-order.ts';

/** The load order as a tree: a map "calls" those that must be loaded before it. */
export class LoadOrderHierarchy implements CallHierarchyProvider {
  private readonly services: MigmapLspServices;
  constructor(services: MigmapLspServices) {
    this.services = services;
  }

  prepareCallHierarchy(
    document: LangiumDocument,
    { position }: CallHierarchyPrepareParams,
  ): CallHierarchyItem[] {
    const offset = document.textDocument.offsetAt(position);
    const uri = document.uri.toString();
    const program = programAt(this.services, document);
    const around = program.maps
      .filter(({ node }) => uriOf(node) === uri && contains(node.$cstNode, offset))
      .toSorted((a, b) => (a.node.$cstNode?.length ?? 0) - (b.node.$cstNode?.length ?? 0));
    return around.slice(0, 1).map((map) => itemOf(map, program));
  }

  /** Maps that wait for this one. */
  incomingCalls({ item }: CallHierarchyIncomingCallsParams): CallHierarchyIncomingCall[] {
    const { items, phases } = this.order(item);
    const waiting = phases.filter((phase) => phase.dependsOn.includes(String(item.data)));
    return items(waiting).map((from) => ({ from, fromRanges: [from.selectionRange] }));
  }

  /** Maps that this one waits for. */
  outgoingCalls({ item }: CallHierarchyOutgoingCallsParams): CallHierarchyOutgoingCall[] {
    const { items, phases } = this.order(item);
    const own = phases.find((phase) => phase.map === item.data);
    const before = phases.filter((phase) => own?.dependsOn.includes(phase.map));
    return items(before).map((to) => ({ to, fromRanges: [item.selectionRange] }));
  }

  private order({ uri }: CallHierarchyItem): {
    phases: readonly Phase[];
    items: (phases: readonly Phase[]) => CallHierarchyItem[];
  } {
    const document = this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
    if (!document) return { phases: [], items: () => [] };
    const program = programAt(this.services, document);
    return {
      phases: loadOrder(program) ?? [],
      items: (phases) =>
        phases
          .flatMap((phase) => program.maps.filter((map) => map.id === phase.map))
          .map((map) => itemOf(map, program)),
    };
  }
}

type Phase = NonNullable<ReturnType<typeof loadOrder>>[number];

function contains(cst: BoundMap['node']['$cstNode'], offset: number): boolean {
  return cst !== undefined && cst.offset <= offset && offset <= cst.end;
}

function itemOf(map: BoundMap, program: Program): CallHierarchyItem {
  const phase = loadOrder(program)?.find((p) => p.map === map.id);
  const selectionRange = rangeOf({ node: map.node });
  return {
    name: `${map.sourceName} → ${map.destinationName}`,
    detail: phase && `loads ${nth(phase.ordinal)}`,
    kind: SymbolKind.Class,
    uri: uriOf(map.node),
    range: map.node.$cstNode?.range ?? selectionRange,
    selectionRange,
    data: map.id,
  };
}
